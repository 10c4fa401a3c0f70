using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Awards;

/// <summary>Where a line of the ledger comes from: a jury's decision here, a proof from before the platform, or a block of another certification.</summary>
public enum BlockOrigin { Jury, Earlier, Passerelle }

/// <summary>One line of the ledger: a block a person holds. Append-only: what was entered wrongly is cancelled by a <see cref="CounterEntry"/>.</summary>
public sealed class AcquiredBlock : TenantEntity
{
    public const int ReferenceMaxLength = 40, ReasonMaxLength = 300;

    private AcquiredBlock() { }

    public Guid CandidateId { get; private set; }
    public BlockOrigin Origin { get; private set; }
    public string CertificationCode { get; private set; } = "";
    public string ReferentialVersion { get; private set; } = "";
    public string BlockCode { get; private set; } = "";
    public string? RncpCode { get; private set; }
    public string Title { get; private set; } = "";
    public DateOnly AcquiredOn { get; private set; }

    /// <summary>Last day of validity; null = unlimited.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The session that decided; null for a block no jury of ours decided.</summary>
    public Guid? JurySessionId { get; private set; }

    /// <summary>Number of the minutes; without a session, the reference of the proof, or the block recognised.</summary>
    public string MinutesNumber { get; private set; } = "";

    public Guid? ProofId { get; private set; }

    /// <summary>The line of another certification that was recognised.</summary>
    public Guid? RecognisedFromId { get; private set; }

    /// <summary>Why somebody entered it; a jury's motive is in its decision.</summary>
    public string? Reason { get; private set; }

    /// <summary>The blocks it counts for in that version of a certification; none where it belongs to another one.</summary>
    /// <param name="versions">Those that lines were acquired under, this one’s among them.</param>
    public IReadOnlyList<string> BlocksIn(Referential referential, IReadOnlyCollection<Referential> versions) => CertificationCode != referential.Code ? []
        : referential.BlocksFor(ReferentialVersion, BlockCode, versions.FirstOrDefault(v => v.Code == CertificationCode && v.Version == ReferentialVersion));

    /// <summary>With the name of the person, at the end of the record.</summary>
    public void EraseReason() => Reason = null;

    public bool IsValidOn(DateOnly date) => ValidUntil is null || date <= ValidUntil;

    /// <summary>Acquired by that day, and still valid on it: what a jury of that day has before it, and gives.</summary>
    public bool IsHeldOn(DateOnly day) => AcquiredOn <= day && IsValidOn(day);

    public static AcquiredBlock Create(Guid candidateId, Referential referential, Block block, DateOnly acquiredOn, Guid jurySessionId, string minutesNumber)
    {
        var line = Of(candidateId, BlockOrigin.Jury, referential, block, acquiredOn, minutesNumber);
        line.JurySessionId = jurySessionId;
        return line;
    }

    /// <summary>Acquired before the platform, on a proof the certifier keeps.</summary>
    public static Result<AcquiredBlock> EnterEarlier(LedgerProof proof, Referential referential, string blockCode, DateOnly acquiredOn, string reason, IReadOnlySet<string> held, DateOnly today)
    {
        if (referential.FindBlock(blockCode) is not { } block) return AwardErrors.UnknownBlock(referential.Code, blockCode);
        if (held.Contains(block.Code)) return AwardErrors.AlreadyHeld(block.Code);
        if (acquiredOn > today) return AwardErrors.AcquiredInTheFuture;
        if (string.IsNullOrWhiteSpace(reason)) return AwardErrors.EntryReasonRequired;
        var line = Of(proof.CandidateId, BlockOrigin.Earlier, referential, block, acquiredOn, proof.Reference);
        (line.ProofId, line.Reason) = (proof.Id, reason.Trim());
        return line;
    }

    /// <summary>A block of another certification, recognised as declared. It is held since the day that one was, and no longer than it.</summary>
    public static AcquiredBlock Recognise(PasserelleProposal proposal, Referential referential)
    {
        var source = proposal.Source;
        var line = Of(source.CandidateId, BlockOrigin.Passerelle, referential, proposal.Block, source.AcquiredOn, $"{source.CertificationCode} {source.BlockCode}");
        (line.RecognisedFromId, line.Reason) = (source.Id, $"Passerelle déclarée : {source.CertificationCode} {source.BlockCode} vaut {line.BlockCode}.".French());
        if (source.ValidUntil is { } last && (line.ValidUntil is not { } own || last < own)) line.ValidUntil = last;
        return line;
    }

    private static AcquiredBlock Of(Guid candidateId, BlockOrigin origin, Referential referential, Block block, DateOnly acquiredOn, string reference) => new()
    {
        CandidateId = candidateId,
        Origin = origin,
        CertificationCode = referential.Code,
        ReferentialVersion = referential.Version,
        BlockCode = block.Code,
        RncpCode = block.RncpCode,
        Title = block.Title,
        AcquiredOn = acquiredOn,
        ValidUntil = referential.Validity.LastDay(acquiredOn),
        MinutesNumber = reference,
    };
}
