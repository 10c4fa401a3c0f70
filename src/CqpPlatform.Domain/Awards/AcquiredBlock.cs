using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

/// <summary>One line of the ledger: a block a jury validated for a candidate. Append-only.</summary>
public sealed class AcquiredBlock : TenantEntity
{
    private AcquiredBlock() { }

    public Guid CandidateId { get; private set; }
    public string CertificationCode { get; private set; } = "";
    public string ReferentialVersion { get; private set; } = "";
    public string BlockCode { get; private set; } = "";
    public string? RncpCode { get; private set; }
    public string Title { get; private set; } = "";
    public DateOnly AcquiredOn { get; private set; }

    /// <summary>Last day of validity; null = unlimited.</summary>
    public DateOnly? ValidUntil { get; private set; }
    public Guid JurySessionId { get; private set; }
    public string MinutesNumber { get; private set; } = "";

    public bool IsValidOn(DateOnly date) => ValidUntil is null || date <= ValidUntil;

    public static AcquiredBlock Create(Guid candidateId, Referentials.Referential referential, Referentials.Block block, DateOnly acquiredOn, Guid jurySessionId, string minutesNumber) => new()
    {
        CandidateId = candidateId,
        CertificationCode = referential.Code,
        ReferentialVersion = referential.Version,
        BlockCode = block.Code,
        RncpCode = block.RncpCode,
        Title = block.Title,
        AcquiredOn = acquiredOn,
        ValidUntil = referential.Validity.LastDay(acquiredOn),
        JurySessionId = jurySessionId,
        MinutesNumber = minutesNumber,
    };
}
