using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>What is to be read instead, on one block of one candidate.</summary>
public sealed record AmendmentChange(Guid EnrolmentId, string BlockCode, Outcome After, string Motive);

/// <summary>
/// A correction of sealed minutes: drafted with its reason, confirmed by two persons, then minutes of its own, numbered and sealed. Nothing of the
/// session it corrects is rewritten.
/// </summary>
public sealed class MinutesAmendment : TenantEntity
{
    public const int ReasonMaxLength = 250, MotiveMaxLength = 500;
    private readonly List<AmendedDecision> changes = [];

    private MinutesAmendment() { }

    public Guid SessionId { get; private set; }
    public string Reason { get; private set; } = "";
    public string DraftedByName { get; private set; } = "";
    public DateTimeOffset DraftedAt { get; private set; }

    /// <summary>The seat that confirmed first; the second one seals.</summary>
    public Guid? ConfirmedById { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public Guid? SecondConfirmedById { get; private set; }

    /// <summary>Of its own minutes, once sealed.</summary>
    public string? Number { get; private set; }
    public DateTimeOffset? SealedAt { get; private set; }
    public DateTimeOffset? AbandonedAt { get; private set; }
    public IReadOnlyList<AmendedDecision> Changes => changes;

    /// <summary>Who confirmed it, in their order; the last confirmation is the seal.</summary>
    public IReadOnlyList<(Guid MemberId, DateTimeOffset At)> Confirmations =>
    [
        .. ConfirmedById is { } first ? [(first, ConfirmedAt!.Value)] : Array.Empty<(Guid, DateTimeOffset)>(),
        .. SecondConfirmedById is { } second && SealedAt is { } at ? [(second, at)] : Array.Empty<(Guid, DateTimeOffset)>(),
    ];

    public bool IsSealed => Number is not null;
    public bool IsUnderWay => Number is null && AbandonedAt is null;

    internal static MinutesAmendment Draft(Guid sessionId, string reason, IEnumerable<(AmendmentChange Change, Outcome Before)> changes, Signatory by, DateTimeOffset now)
    {
        var amendment = new MinutesAmendment { SessionId = sessionId, Reason = reason.Trim(), DraftedByName = by.Name, DraftedAt = now };
        amendment.changes.AddRange(changes.Select(c => new AmendedDecision(amendment.Id, c.Change, c.Before)));
        return amendment;
    }

    internal bool IsConfirmedBy(Guid memberId) => ConfirmedById == memberId || SecondConfirmedById == memberId;

    internal void Confirm(Guid memberId, DateTimeOffset now)
    {
        if (ConfirmedById is null) (ConfirmedById, ConfirmedAt) = (memberId, now);
        else SecondConfirmedById = memberId;
    }

    internal void Abandon(DateTimeOffset now) => AbandonedAt = now;
    internal void Seal(string number, DateTimeOffset now) => (Number, SealedAt) = (number, now);
}

/// <summary>One line of an amendment: what the minutes said, and what is to be read.</summary>
public sealed class AmendedDecision : TenantEntity
{
    private AmendedDecision() { }
    internal AmendedDecision(Guid amendmentId, AmendmentChange change, Outcome before) =>
        (AmendmentId, EnrolmentId, BlockCode, Before, After, Motive) = (amendmentId, change.EnrolmentId, change.BlockCode, before, change.After, change.Motive.Trim());

    public Guid AmendmentId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public string BlockCode { get; private set; } = "";
    public Outcome Before { get; private set; }
    public Outcome After { get; private set; }
    public string Motive { get; private set; } = "";
}
