using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

/// <summary>The paper that shows a block was acquired before the platform: an attestation, minutes, a certificate, as a file.</summary>
public sealed class LedgerProof : TenantEntity
{
    public const int LargestMegabytes = 5, FileNameMaxLength = 160;

    private LedgerProof() { }

    public Guid CandidateId { get; private set; }

    /// <summary>« attestation 2015-A-114 »: shown where a jury's block shows its minutes.</summary>
    public string Reference { get; private set; } = "";
    public string FileName { get; private set; } = "";
    public string ContentType { get; private set; } = "";
    public string Sha256 { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>The file has gone with the name of the person; its reference and its hash stay.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>What the file is, its first bytes say; the name given to it says nothing.</summary>
    public static Result<LedgerProof> Create(Guid candidateId, string reference, string fileName, byte[] bytes, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reference)) return AwardErrors.ProofReferenceRequired;
        if (bytes.Length > LargestMegabytes * 1024 * 1024) return AwardErrors.ProofTooLarge;
        if (TypeOf(bytes) is not { } type) return AwardErrors.ProofFormat;
        return new LedgerProof
        {
            CandidateId = candidateId,
            Reference = reference.Trim(),
            FileName = fileName.Length > FileNameMaxLength ? fileName[^FileNameMaxLength..] : fileName,
            ContentType = type,
            Bytes = bytes,
            Sha256 = Sha256Hex.Of(bytes),
            AddedAt = now,
        };
    }

    public void Erase(DateTimeOffset now) => (FileName, Bytes, ErasedAt) = ("", [], now);

    private static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? "application/pdf"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : null;
}
