using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CqpPlatform.Web.Documents.Sealing;

/// <param name="Certify">No later change allowed (DocMDP P=1); off where several people sign.</param>
internal sealed record SealOptions(DateTimeOffset SigningTime, bool Certify)
{
    public string FieldName { get; init; } = "Cachet";
    public string Reason { get; init; } = "Cachet de l’organisme certificateur";
    public string Tooltip { get; init; } = "Cachet électronique de l’organisme certificateur";
}

/// <summary>Appends a PAdES B-B signature to a PDF with classic cross-reference tables (what Typst 0.14 writes).</summary>
internal static class PadesSigner
{
    private const int ContentsBytes = 8192;
    private static readonly Encoding L1 = Encoding.Latin1;

    public static byte[] Sign(byte[] pdf, SealCertificate seal, SealOptions o)
    {
        var file = PdfFile.Open(pdf);
        var root = file.Dictionary(file.Root);
        var pageNumber = FirstPage(file, root);
        var page = file.Dictionary(pageNumber);

        var next = file.Size;
        int sig = next++, field = next++, look = next++;
        var objects = new SortedDictionary<int, byte[]>();

        // Signature field = invisible widget. PDF/A: F has Print (4) and Locked (128), none of Hidden/NoView, and an empty appearance.
        objects[field] = L1.GetBytes(
            $"<< /Type /Annot /Subtype /Widget /FT /Sig /T {Text(UniqueName(file, root, o.FieldName))} /TU {Text(o.Tooltip)} /F 132 " +
            $"/Rect [0 0 0 0] /AP << /N {look} 0 R >> /P {pageNumber} 0 R /V {sig} 0 R >>");
        objects[look] = "<< /Type /XObject /Subtype /Form /BBox [0 0 0 0] /Resources << >> /Length 0 >>\nstream\n\nendstream"u8.ToArray();
        page["Annots"] = Append(file, page.GetValueOrDefault("Annots"), $"{field} 0 R");
        page["Tabs"] = "/S";                                          // PDF/UA-1 7.18.3
        objects[pageNumber] = L1.GetBytes(Write(page));

        // A second signature keeps the AcroForm of the first.
        var form = root.TryGetValue("AcroForm", out var f) ? file.Resolve(f) : [];
        form["Fields"] = Append(file, form.GetValueOrDefault("Fields"), $"{field} 0 R");
        form["SigFlags"] = "3";
        root["AcroForm"] = Write(form);
        var first = !root.ContainsKey("Perms");
        var certify = o.Certify && first && form["Fields"].Split('R').Length == 2;
        if (certify) root["Perms"] = $"<< /DocMDP {sig} 0 R >>";

        // The UA-1 rules were checked on the same compilation; the claim joins the PDF/A one here.
        var viewer = root.TryGetValue("ViewerPreferences", out var v) ? file.Resolve(v) : [];
        viewer["DisplayDocTitle"] = "true";
        root["ViewerPreferences"] = Write(viewer);
        var meta = PdfFile.RefNumber(root["Metadata"]);
        var xmp = Encoding.UTF8.GetBytes(PdfUaClaim.AddTo(Encoding.UTF8.GetString(file.RawStream(meta))));
        objects[meta] = [.. L1.GetBytes($"<< /Type /Metadata /Subtype /XML /Length {xmp.Length} >>\nstream\n"), .. xmp, .. "\nendstream"u8];
        objects[file.Root] = L1.GetBytes(Write(root));

        var when = "(D:" + o.SigningTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "Z)";
        var hole = new string('0', ContentsBytes * 2);
        const string range = "/ByteRange [0 0000000000 0000000000 0000000000]";
        objects[sig] = L1.GetBytes(
            $"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M {when} /Reason {Text(o.Reason)} " +
            (certify ? "/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>] " : "") +
            $"{range} /Contents <{hole}> >>");

        var (output, offsets) = file.Append(objects, next);

        // Patch ByteRange, then sign everything but the hole.
        var sigStart = offsets[sig];
        var rangeAt = Find(output, range, sigStart);
        var open = Find(output, "/Contents <", rangeAt) + "/Contents ".Length;
        var close = open + hole.Length + 2;
        var value = $"/ByteRange [0 {open:D10} {close:D10} {output.Length - close:D10}]";
        L1.GetBytes(value).CopyTo(output, rangeAt);

        var covered = new byte[output.Length - (close - open)];
        output.AsSpan(0, open).CopyTo(covered);
        output.AsSpan(close).CopyTo(covered.AsSpan(open));
        var cms = Cms(covered, seal);
        if (cms.Length > ContentsBytes) throw new InvalidOperationException($"signature of {cms.Length} bytes does not fit");
        L1.GetBytes(Convert.ToHexString(cms)).CopyTo(output, open + 1);
        return output;
    }

    private static byte[] Cms(byte[] covered, SealCertificate seal)
    {
        var cms = new SignedCms(new ContentInfo(covered), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, seal.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),      // SHA-256
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.AddRange(seal.Issuers);
        // PAdES forbids the signing-time attribute (the time is /M) and demands signing-certificate-v2.
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificateV2(seal.Certificate)));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    private static byte[] SigningCertificateV2(X509Certificate2 certificate)
    {
        var w = new AsnWriter(AsnEncodingRules.DER);
        using (w.PushSequence())                                       // SigningCertificateV2
        using (w.PushSequence())                                       // certs
        using (w.PushSequence())                                       // ESSCertIDv2; hashAlgorithm left out = SHA-256
        {
            w.WriteOctetString(SHA256.HashData(certificate.RawData));
            using (w.PushSequence())                                   // IssuerSerial
            {
                using (w.PushSequence())                               // GeneralNames
                using (w.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                    w.WriteEncodedValue(certificate.IssuerName.RawData);
                w.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }
        return w.Encode();
    }

    private static int FirstPage(PdfFile file, Dictionary<string, string> root)
    {
        var n = PdfFile.RefNumber(root["Pages"]);
        for (; ; )
        {
            var d = file.Dictionary(n);
            if (!d.TryGetValue("Kids", out var kids)) return n;
            n = PdfFile.RefNumber(kids.TrimStart('[').Trim());
        }
    }

    private static string UniqueName(PdfFile file, Dictionary<string, string> root, string name)
    {
        var n = 1;
        if (root.TryGetValue("AcroForm", out var f) && file.Resolve(f).TryGetValue("Fields", out var fields))
            n += fields.Split(" R").Length - 1;
        return n == 1 ? name : name + n;
    }

    private static string Append(PdfFile file, string? array, string item)
    {
        if (array is null) return $"[{item}]";
        if (!array.StartsWith('[')) array = file.Text(PdfFile.RefNumber(array)).Trim();   // indirect array: take it inline
        return array.TrimEnd().TrimEnd(']') + " " + item + "]";
    }

    private static string Write(Dictionary<string, string> d) =>
        "<< " + string.Join(" ", d.Select(p => $"/{p.Key} {p.Value}")) + " >>";

    private static string Text(string s) =>
        "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(s)) + ">";

    private static int Find(byte[] data, string what, int from)
    {
        var i = data.AsSpan(from).IndexOf(L1.GetBytes(what));
        return i < 0 ? throw new InvalidDataException(what + " not found") : from + i;
    }
}

