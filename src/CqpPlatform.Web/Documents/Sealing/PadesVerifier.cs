using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Documents.Sealing;

internal enum SealState { Unsigned, Broken, Intact }

/// <param name="Fingerprint">Of the certificate named in the seal, when it can still be read.</param>
internal sealed record SealCheck(SealState State, string? Fingerprint = null);

/// <summary>Integrity of the last signature of a file sealed by <see cref="PadesSigner"/>. Trust in the certificate is the caller's to judge.</summary>
internal static partial class PadesVerifier
{
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    public static SealCheck Check(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        if (ByteRange().Matches(text).LastOrDefault() is not { } range)
            return new SealCheck(text.Contains("/ETSI.CAdES.detached", StringComparison.Ordinal) ? SealState.Broken : SealState.Unsigned);
        string? fingerprint = null;
        try
        {
            var v = Enumerable.Range(1, 4).Select(i => long.Parse(range.Groups[i].ValueSpan, CultureInfo.InvariantCulture)).ToArray();
            if (v[0] != 0 || v[1] >= v[2] || v[2] >= pdf.Length || pdf[v[1]] != '<' || pdf[v[2] - 1] != '>') return new SealCheck(SealState.Broken);
            int open = (int)v[1], close = (int)v[2];
            var raw = Convert.FromHexString(text.AsSpan(open + 1, close - open - 2));
            AsnDecoder.ReadSequence(raw, AsnEncodingRules.DER, out _, out _, out var used);
            var cms = new SignedCms(new ContentInfo([.. pdf.AsSpan(0, open), .. pdf.AsSpan(close)]), detached: true);
            cms.Decode(raw.AsSpan(0, used));
            var signer = cms.SignerInfos.Cast<SignerInfo>().Single();
            if (signer.Certificate is not { } certificate) return new SealCheck(SealState.Broken);
            fingerprint = Sha256Hex.Of(certificate.RawData);

            // Whole coverage and an empty padding: pdfsig notices neither appended bytes nor a change after the CMS.
            if (v[2] + v[3] != pdf.Length || raw.AsSpan(used).ContainsAnyExcept((byte)0)) return new SealCheck(SealState.Broken, fingerprint);
            cms.CheckSignature(verifySignatureOnly: true);
            // Without this the embedded certificate itself could be altered outside its key.
            var named = signer.SignedAttributes.Cast<CryptographicAttributeObject>().Single(a => a.Oid.Value == SigningCertificateV2).Values[0].RawData;
            return named.AsSpan().IndexOf(SHA256.HashData(certificate.RawData)) >= 0 ? new SealCheck(SealState.Intact, fingerprint) : new SealCheck(SealState.Broken);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or FormatException or OverflowException or InvalidOperationException)
        {
            return new SealCheck(SealState.Broken, fingerprint);
        }
    }

    [GeneratedRegex(@"/ByteRange \[([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,18})\]")]
    private static partial Regex ByteRange();
}
