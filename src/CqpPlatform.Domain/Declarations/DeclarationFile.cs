using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Declarations;

/// <summary>A file for the Caisse des Dépôts, found valid before it was kept and never changed: what was declared, to the byte.</summary>
public sealed class DeclarationFile : TenantEntity
{
    private DeclarationFile() { }

    public int Number { get; private set; }
    public string FileName { get; private set; } = "";
    public string SchemaVersion { get; private set; } = "";
    public int Passages { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public string CreatedByName { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];
    public string Sha256 { get; private set; } = "";

    /// <summary>The content has reached its term and gone; number, hash and lines stay.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>What the return report names the file by.</summary>
    public string FluxId => Id.ToString("D");

    /// <param name="prefix">Of the tenant’s documents.</param>
    public static DeclarationFile Open(int number, string prefix, string schemaVersion, Signatory by, DateTimeOffset now) => new()
    {
        Number = number,
        FileName = $"accrochage-{prefix}-{number:00000}.xml",
        SchemaVersion = schemaVersion,
        CreatedByName = by.Name,
        CreatedAt = now,
    };

    public void Erase(DateTimeOffset now) => (Bytes, ErasedAt) = ([], now);

    public void Hold(byte[] bytes, int passages) => (Bytes, Sha256, Passages) = (bytes, Sha256Hex.Of(bytes), passages);
}

/// <summary>One passage in one file: it may be in several, one after the other, until it is accepted.</summary>
public sealed class DeclarationLine : TenantEntity
{
    private DeclarationLine() { }

    public Guid FileId { get; private set; }
    public Guid PassageId { get; private set; }
    public string Digest { get; private set; } = "";

    public static DeclarationLine Create(Guid fileId, Guid passageId, string digest) => new() { FileId = fileId, PassageId = passageId, Digest = digest };
}

/// <summary>A return report that was read. Its text is not kept: the passages hold what it said of each.</summary>
public sealed class DeclarationReport : TenantEntity
{
    public const int TreatmentIdMaxLength = 50;

    private DeclarationReport() { }

    public Guid FileId { get; private set; }

    /// <summary>« idTraitement » of the Caisse des Dépôts.</summary>
    public string? TreatmentId { get; private set; }

    /// <summary>The same report again is read once.</summary>
    public string Sha256 { get; private set; } = "";
    public int Accepted { get; private set; }
    public int Rejected { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }
    public string ReceivedByName { get; private set; } = "";

    public static DeclarationReport Create(Guid fileId, ReturnReport report, string sha256, Signatory by, DateTimeOffset now) => new()
    {
        FileId = fileId,
        TreatmentId = report.TreatmentId is { Length: > TreatmentIdMaxLength } tooLong ? tooLong[..TreatmentIdMaxLength] : report.TreatmentId,
        Sha256 = sha256,
        Accepted = report.Accepted.Count,
        Rejected = report.Rejected.Count,
        ReceivedByName = by.Name,
        ReceivedAt = now,
    };
}
