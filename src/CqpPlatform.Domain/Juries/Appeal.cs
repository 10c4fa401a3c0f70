using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>What the certifier writes of a letter that contests a decision.</summary>
/// <param name="AskedBy">Name of the representative; null when the candidate or the organisation asks.</param>
/// <param name="Ground">What it puts forward.</param>
public sealed record AppealClaim(Guid EnrolmentId, IReadOnlyList<string> Blocks, AppealAsker Asker, string? AskedBy, DateOnly? ReceivedOn, string? Ground);

/// <summary>
/// A recours: blocks that a session refused or adjourned, contested for one candidate. The certifier answers it or sends it to a jury, which deliberates those blocks
/// again in a session of its own (docs/adr/0049).
/// </summary>
public sealed class Appeal : TenantEntity
{
    public const int DefaultDays = 60, MinDays = 8, MaxDays = 365, GroundMaxLength = 1000, ReasonMaxLength = 500, AskedByMaxLength = 160;

    private Appeal() { }

    /// <summary>The sealed session it contests.</summary>
    public Guid SessionId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public List<string> Blocks { get; private set; } = [];
    public AppealAsker Asker { get; private set; }
    public string? AskedBy { get; private set; }
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>Last day in time, counted from the day the results were told, by the delay its session opened with.</summary>
    public DateOnly DueOn { get; private set; }
    public string Ground { get; private set; } = "";
    public AppealState State { get; private set; }

    /// <summary>Why it is inadmissible, taken back, or heard although late.</summary>
    public string? Reason { get; private set; }

    /// <summary>The session it is sent to.</summary>
    public Guid? ReviewSessionId { get; private set; }

    /// <summary>A jury validated one of its blocks; null until it is settled.</summary>
    public bool? Changed { get; private set; }
    public string RecordedByName { get; private set; } = "";
    public DateTimeOffset RecordedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool IsLate => ReceivedOn > DueOn;

    /// <summary>It holds its blocks whatever was answered: only one that was given up lets them be contested again.</summary>
    public bool Stands => State != AppealState.Withdrawn;

    /// <param name="toldOn">The day the results were told, in Paris; null while they are kept.</param>
    /// <param name="others">Appeals against the same session.</param>
    public static Result<Appeal> File(JurySession contested, DateOnly? toldOn, IReadOnlyCollection<Appeal> others, AppealClaim claim, DateOnly today, Signatory by, DateTimeOffset now)
    {
        if (toldOn is not { } told) return AppealErrors.ResultsNotTold;
        var errors = new List<Error>();
        if (claim.Blocks.Count == 0) errors.Add(AppealErrors.BlocksUnsaid);
        var contestable = contested.Contestable(claim.EnrolmentId);
        foreach (var block in claim.Blocks.Distinct())
        {
            if (!contestable.Contains(block)) errors.Add(AppealErrors.NotContestable(block));
            else if (others.Any(o => o.EnrolmentId == claim.EnrolmentId && o.Stands && o.Blocks.Contains(block))) errors.Add(AppealErrors.AlreadyContested(block));
        }
        if (claim.Asker == AppealAsker.Representative && string.IsNullOrWhiteSpace(claim.AskedBy)) errors.Add(AppealErrors.RepresentativeUnsaid);
        if (claim.ReceivedOn is not { } received) errors.Add(AppealErrors.ReceivedUnsaid);
        else if (received > today) errors.Add(AppealErrors.ReceivedLater);
        else if (received < told) errors.Add(AppealErrors.ReceivedBefore(told));
        if (string.IsNullOrWhiteSpace(claim.Ground)) errors.Add(AppealErrors.GroundUnsaid);
        if (errors.Count > 0) return errors;
        return new Appeal
        {
            SessionId = contested.Id,
            EnrolmentId = claim.EnrolmentId,
            Blocks = [.. claim.Blocks.Distinct().Order(StringComparer.Ordinal)],
            Asker = claim.Asker,
            AskedBy = claim.Asker == AppealAsker.Representative ? claim.AskedBy!.Trim() : null,
            ReceivedOn = claim.ReceivedOn!.Value,
            DueOn = contested.AppealsDueOn(told),
            Ground = claim.Ground!.Trim(),
            RecordedByName = by.Name,
            RecordedAt = now,
        };
    }

    /// <summary>The certifier does not send it to a jury: late, without an object, of somebody who may not ask.</summary>
    public Result Dismiss(string? reason, DateTimeOffset now)
    {
        if (State != AppealState.Filed) return State == AppealState.Settled ? AppealErrors.Settled : AppealErrors.Answered;
        if (string.IsNullOrWhiteSpace(reason)) return AppealErrors.ReasonUnsaid;
        Answer(AppealState.Inadmissible, reason, now);
        return Result.Success;
    }

    /// <param name="contested">As it reads today: its minutes may have been corrected since the appeal was filed.</param>
    /// <param name="review">Not open yet: it looks for the members' links with its candidates when it opens.</param>
    /// <param name="reason">Required of a late one.</param>
    public Result Refer(JurySession contested, JurySession review, string? reason, DateTimeOffset now)
    {
        if (State != AppealState.Filed) return State == AppealState.Settled ? AppealErrors.Settled : AppealErrors.Answered;
        if (IsLate && string.IsNullOrWhiteSpace(reason)) return AppealErrors.LateReason;
        if (contested.Id != SessionId) throw new InvalidOperationException("The session an appeal contests comes with it.");
        if (Blocks.Except(contested.Contestable(EnrolmentId)).FirstOrDefault() is { } given) return AppealErrors.GivenSince(given);
        if (review is not { ForAppeals: true, Status: JurySessionStatus.Convened }) return JuryErrors.AlreadyOpen;
        if (review.Date <= contested.Date) return AppealErrors.SessionBefore(contested.Date);
        Answer(AppealState.Referred, reason, now);
        ReviewSessionId = review.Id;
        return Result.Success;
    }

    /// <summary>A block that another jury judges again, or has, is corrected in its minutes only: one decision of a block is in force.</summary>
    /// <param name="appeals">Those against the session to correct.</param>
    public static Result LetCorrect(IReadOnlyCollection<Appeal> appeals, IEnumerable<(Guid EnrolmentId, string BlockCode)> blocks)
    {
        foreach (var (enrolment, block) in blocks)
        {
            if (appeals.FirstOrDefault(a => a.EnrolmentId == enrolment && a.State is AppealState.Referred or AppealState.Settled && a.Blocks.Contains(block)) is { } appeal)
                return appeal.State == AppealState.Settled ? AppealErrors.JudgedAgain(block) : AppealErrors.BeforeAJury(block);
        }
        return Result.Success;
    }

    /// <summary>Whoever asked gives it up.</summary>
    /// <param name="review">The session it was sent to, locked; null where it was sent to none.</param>
    public Result Withdraw(string? reason, JurySession? review, DateTimeOffset now)
    {
        if (State is not (AppealState.Filed or AppealState.Referred)) return State == AppealState.Settled ? AppealErrors.Settled : AppealErrors.Answered;
        if (string.IsNullOrWhiteSpace(reason)) return AppealErrors.ReasonUnsaid;
        if (Leave(review) is { Refused: true } held) return held;
        Answer(AppealState.Withdrawn, reason, now);
        return Result.Success;
    }

    /// <summary>Undoes the last answer, until a jury has sealed it.</summary>
    public Result TakeBack(JurySession? review, IReadOnlyCollection<Appeal> others, DateTimeOffset now)
    {
        if (State == AppealState.Settled) return AppealErrors.Settled;
        if (State == AppealState.Filed) return AppealErrors.NothingToTakeBack;
        if (others.Where(o => o.Id != Id && o.EnrolmentId == EnrolmentId && o.Stands).SelectMany(o => o.Blocks).Intersect(Blocks).FirstOrDefault() is { } block) return AppealErrors.AlreadyContested(block);
        if (Leave(review) is { Refused: true } held) return held;
        Answer(AppealState.Filed, null, now);
        return Result.Success;
    }

    /// <summary>The session it was sent to was put off: it waits for another one.</summary>
    public void PutOff(DateTimeOffset now)
    {
        if (State != AppealState.Referred) throw new InvalidOperationException($"Only an appeal sent to a jury waits for another session; this one is {State}.");
        ReviewSessionId = null;
        Answer(AppealState.Filed, Reason, now);
    }

    /// <summary>Sealed with the session that deliberated it again.</summary>
    public void Settle(JurySession review, DateTimeOffset now)
    {
        if (State != AppealState.Referred || review.Id != ReviewSessionId) throw new InvalidOperationException("An appeal is settled by the session it was sent to.");
        Changed = GivenBy(review);
        Answer(AppealState.Settled, Reason, now);
    }

    /// <summary>The minutes that settled it are corrected: it says what they now read.</summary>
    public void Follow(JurySession review)
    {
        if (State != AppealState.Settled || review.Id != ReviewSessionId) throw new InvalidOperationException("An appeal follows the session that settled it.");
        Changed = GivenBy(review);
    }

    private bool GivenBy(JurySession review) => review.DecisionsInForce.Any(d => d.EnrolmentId == EnrolmentId && d.Outcome == Outcome.Validated && Blocks.Contains(d.BlockCode));

    /// <summary>What became of its blocks; none until a jury settled it.</summary>
    public IReadOnlyList<JudgedBlock> Judged(JurySession contested, JurySession review)
    {
        if (State != AppealState.Settled) return [];
        if (contested.Id != SessionId || review.Id != ReviewSessionId) throw new InvalidOperationException("The two sessions of an appeal come with it.");
        return [.. from block in Blocks select new JudgedBlock(block, Decided(contested, block), Decided(review, block))];
    }

    private Outcome Decided(JurySession session, string block) => session.DecisionsInForce.Single(d => d.EnrolmentId == EnrolmentId && d.BlockCode == block).Outcome;

    /// <summary>What was written about the person.</summary>
    public void EraseText() => (Ground, Reason, AskedBy) = ("", null, null);

    private Result Leave(JurySession? review)
    {
        if (State != AppealState.Referred) return Result.Success;
        if (review is null || review.Id != ReviewSessionId) throw new InvalidOperationException("The session an appeal was sent to comes with it.");
        if (review.Release(EnrolmentId) is { Refused: true } held) return held;
        ReviewSessionId = null;
        return Result.Success;
    }

    private void Answer(AppealState state, string? reason, DateTimeOffset now) =>
        (State, Reason, AnsweredAt) = (state, reason.OrNull(), state == AppealState.Filed ? null : now);
}
