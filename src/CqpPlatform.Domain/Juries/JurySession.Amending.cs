using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>Corrections of the sealed minutes, each by minutes of its own.</summary>
public sealed partial class JurySession
{
    private readonly List<MinutesAmendment> amendments = [];

    public IReadOnlyList<MinutesAmendment> Amendments => amendments;

    public MinutesAmendment? AmendmentUnderWay => amendments.Find(a => a.IsUnderWay);

    /// <summary>The minutes to go by today: the last that corrected them, or the first ones.</summary>
    public string? MinutesNumberInForce => amendments.Where(a => a.IsSealed).MaxBy(a => a.SealedAt)?.Number ?? MinutesNumber;

    /// <summary>The decisions as corrected; those of the session itself stay as they were sealed.</summary>
    public IReadOnlyList<BlockDecision> DecisionsInForce =>
        amendments.TrueForAll(a => !a.IsSealed) ? decisions : [.. decisions.Select(d => LastChange(d.EnrolmentId, d.BlockCode) is { } change ? d.Amended(change) : d)];

    /// <summary>Drafts a correction. It says what was wrong in what was written; a new deliberation is for another session.</summary>
    public Result<MinutesAmendment> Amend(string? reason, IReadOnlyList<AmendmentChange> changes, Signatory by, DateTimeOffset now)
    {
        if (Status != JurySessionStatus.Sealed) return JuryErrors.NotSealed;
        if (AmendmentUnderWay is not null) return JuryErrors.AmendmentUnderWay;
        if (string.IsNullOrWhiteSpace(reason)) return JuryErrors.AmendmentReason;
        if (changes.Count == 0 || changes.DistinctBy(c => (c.EnrolmentId, c.BlockCode)).Count() < changes.Count) return JuryErrors.NothingAmended;
        var before = new List<(AmendmentChange, Outcome)>();
        foreach (var change in changes)
        {
            if (decisions.Find(d => d.EnrolmentId == change.EnrolmentId && d.BlockCode == change.BlockCode) is not { } decision) return JuryErrors.BlockNotToDecide(change.BlockCode);
            var standing = LastChange(change.EnrolmentId, change.BlockCode)?.After ?? decision.Outcome;
            if (standing == change.After) return JuryErrors.AmendedToSame(change.BlockCode, standing);
            if (string.IsNullOrWhiteSpace(change.Motive)) return JuryErrors.AmendmentMotive(change.BlockCode);
            // The ledger holds one line a session for a block: what a correction withdrew, another session gives back.
            if (change.After == Outcome.Validated && Withdrawn(change)) return JuryErrors.WithdrawnBefore(change.BlockCode);
            before.Add((change, standing));
        }
        var amendment = MinutesAmendment.Draft(Id, reason, before, by, now);
        amendments.Add(amendment);
        return amendment;
    }

    public Result AbandonAmendment(DateTimeOffset now)
    {
        if (AmendmentUnderWay is not { } amendment) return JuryErrors.NoAmendment;
        amendment.Abandon(now);
        return Result.Success;
    }

    /// <summary>Whoever presided agrees to the correction: two persons, never one twice.</summary>
    public Result ConfirmAmendment(Guid? membershipId, DateTimeOffset now)
    {
        if (AmendmentUnderWay is not { } amendment) return JuryErrors.NoAmendment;
        if (membershipId is null || members.Find(m => m.MembershipId == membershipId) is not { Presides: true } president) return JuryErrors.PresidentMustAmend;
        if (amendment.IsConfirmedBy(president.Id)) return JuryErrors.AmendmentConfirmed;
        amendment.Confirm(president.Id, now);
        return Result.Success;
    }

    /// <summary>This person presided, and has not confirmed the correction that waits.</summary>
    public bool AmendmentAwaits(Guid? membershipId) =>
        membershipId is not null && AmendmentUnderWay is { } amendment && members.Find(m => m.MembershipId == membershipId) is { Presides: true } president && !amendment.IsConfirmedBy(president.Id);

    /// <summary>Colleges whose presidency has still to confirm the correction: those that sealed the minutes.</summary>
    public IReadOnlyList<College> AmendmentConfirmationsMissing(JuryRule rule)
    {
        if (AmendmentUnderWay is not { } amendment) return [];
        return [.. PresidingColleges(rule).Except(members.Where(m => m.Presides && amendment.IsConfirmedBy(m.Id)).Select(m => m.College))];
    }

    /// <summary>Gives the correction the number of its own minutes. Call <see cref="AmendmentConfirmationsMissing"/> first, in the same transaction.</summary>
    public MinutesAmendment SealAmendment(string number, DateTimeOffset now)
    {
        var amendment = AmendmentUnderWay ?? throw new InvalidOperationException("There is no correction to seal.");
        amendment.Seal(number, now);
        return amendment;
    }

    private AmendedDecision? LastChange(Guid enrolmentId, string blockCode) =>
        amendments.Where(a => a.IsSealed).OrderByDescending(a => a.SealedAt).SelectMany(a => a.Changes).FirstOrDefault(c => c.EnrolmentId == enrolmentId && c.BlockCode == blockCode);

    private bool Withdrawn(AmendmentChange change) => amendments.Where(a => a.IsSealed).SelectMany(a => a.Changes)
        .Any(c => c.EnrolmentId == change.EnrolmentId && c.BlockCode == change.BlockCode && c.Before == Outcome.Validated);
}
