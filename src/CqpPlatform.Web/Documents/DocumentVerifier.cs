using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Documents.Sealing;

namespace CqpPlatform.Web.Documents;

public enum DocumentVerdict
{
    /// <summary>The very bytes that were issued.</summary>
    Genuine,

    /// <summary>Sealed by us and intact, but not the document asked about.</summary>
    AnotherOfOurs,

    /// <summary>It bears our seal, or a damaged one, and no longer the content that was sealed.</summary>
    Altered,

    /// <summary>No seal, or somebody else's.</summary>
    NotSealedByUs,
}

/// <summary>Judges an uploaded file against what was issued. Never throws on the file's content.</summary>
public static class DocumentVerifier
{
    /// <param name="issuedSha256">Hash stored when the document was issued; null to judge the seal alone.</param>
    /// <param name="fingerprints">SHA-256 fingerprints of every seal this installation has used (<see cref="SealCertificate.Fingerprint"/>).</param>
    public static DocumentVerdict Verify(byte[] pdf, string? issuedSha256, IReadOnlyCollection<string> fingerprints)
    {
        var check = PadesVerifier.Check(pdf);
        if (check.State == SealState.Unsigned) return DocumentVerdict.NotSealedByUs;
        var ours = check.Fingerprint is { } seal && fingerprints.Contains(seal, StringComparer.OrdinalIgnoreCase);
        if (check.State == SealState.Broken) return ours || check.Fingerprint is null ? DocumentVerdict.Altered : DocumentVerdict.NotSealedByUs;
        if (!ours) return DocumentVerdict.NotSealedByUs;
        var same = issuedSha256 is null || string.Equals(Sha256Hex.Of(pdf), issuedSha256, StringComparison.OrdinalIgnoreCase);
        return same ? DocumentVerdict.Genuine : DocumentVerdict.AnotherOfOurs;
    }
}
