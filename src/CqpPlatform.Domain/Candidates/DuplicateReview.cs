using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

public enum DuplicateVerdict { OnePerson, TwoPersons }

public static class DuplicateVerdictFacts
{
    public static string French(this DuplicateVerdict verdict) => verdict switch
    {
        DuplicateVerdict.OnePerson => "Une seule personne, fiches fusionnées",
        DuplicateVerdict.TwoPersons => "Deux personnes différentes",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}

/// <summary>
/// What the certifier said of two candidates who resemble each other. One person: the other file redirects to the kept one, its enrolments
/// follow, and everything needed to part them again is noted here. Two persons: the resemblance is not asked about again.
/// </summary>
public sealed class DuplicateReview : TenantEntity
{
    public const int ReasonMaxLength = 1000;

    private DuplicateReview() { }

    public Guid KeptId { get; private set; }
    public Guid OtherId { get; private set; }
    public DuplicateVerdict Verdict { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid DecidedById { get; private set; }
    public string DecidedByName { get; private set; } = "";
    public DateTimeOffset DecidedAt { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Enrolments that were the other's.</summary>
    public List<Guid> MovedEnrolments { get; private set; } = [];

    /// <summary>Candidates that had been merged into the other before.</summary>
    public List<Guid> MovedCandidates { get; private set; } = [];

    /// <summary>What was written about the persons; the decision stays.</summary>
    public void EraseReason() => Reason = "";

    /// <summary>Two persons, whatever they look like.</summary>
    public static Result<DuplicateReview> Distinguish(Candidate one, Candidate another, string reason, Signatory by, DateTimeOffset now)
    {
        if (Obstacle(one, another, reason) is { } obstacle) return obstacle;
        return Create(one, another, DuplicateVerdict.TwoPersons, reason, by, now);
    }

    /// <summary>One person: <paramref name="kept"/> keeps its identity and receives what was the other's.</summary>
    /// <param name="enrolments">Every enrolment of both.</param>
    /// <param name="absorbed">Candidates merged into the other before.</param>
    public static Result<DuplicateReview> Merge(Candidate kept, Candidate other, IReadOnlyCollection<Enrolment> enrolments, IReadOnlyCollection<Candidate> absorbed,
        string reason, Signatory by, DateTimeOffset now)
    {
        if (Obstacle(kept, other, reason) is { } obstacle) return obstacle;
        var twice = enrolments.Where(e => e.Status != EnrolmentStatus.Withdrawn).GroupBy(e => e.CampaignId).Any(g => g.Select(e => e.CandidateId).Distinct().Count() > 1);
        if (twice) return DuplicateErrors.BothEnrolled;

        var review = Create(kept, other, DuplicateVerdict.OnePerson, reason, by, now);
        foreach (var enrolment in enrolments.Where(e => e.CandidateId == other.Id))
        {
            enrolment.Follow(kept.Id);
            review.MovedEnrolments.Add(enrolment.Id);
        }
        foreach (var candidate in absorbed)
        {
            candidate.Redirect(kept.Id);
            review.MovedCandidates.Add(candidate.Id);
        }
        other.Redirect(kept.Id);
        return review;
    }

    /// <summary>Takes the decision back: both files stand again as they were.</summary>
    /// <param name="enrolments">Every enrolment of the kept candidate.</param>
    /// <param name="absorbed">The candidates of <see cref="MovedCandidates"/>.</param>
    /// <param name="ownBlocks">The blocks an enrolment may count as acquired once the files are parted.</param>
    public Result Undo(Candidate kept, Candidate other, IReadOnlyCollection<Enrolment> enrolments, IReadOnlyCollection<Candidate> absorbed,
        Func<Enrolment, IReadOnlySet<string>> ownBlocks, DateTimeOffset now)
    {
        if (UndoneAt is not null) return DuplicateErrors.AlreadyUndone;
        if (Verdict == DuplicateVerdict.OnePerson)
        {
            if (kept.MergedIntoId is not null) return DuplicateErrors.MergedAgain;
            if (other.MergedIntoId != kept.Id) return DuplicateErrors.AlreadyUndone;
            if (enrolments.Any(e => e.Status == EnrolmentStatus.Accepted && !ownBlocks(e).IsSupersetOf(e.AcquiredBlocks))) return DuplicateErrors.CountsOnMerge;
            foreach (var enrolment in enrolments.Where(e => MovedEnrolments.Contains(e.Id))) enrolment.Follow(other.Id);
            foreach (var candidate in absorbed) candidate.Redirect(other.Id);
            other.Redirect(null);
        }
        UndoneAt = now;
        return Result.Success;
    }

    private static Error? Obstacle(Candidate one, Candidate another, string reason)
    {
        if (one.Id == another.Id) return DuplicateErrors.SameFile;
        if (one.MergedIntoId is not null || another.MergedIntoId is not null) return DuplicateErrors.AlreadyMerged;
        return string.IsNullOrWhiteSpace(reason) ? DuplicateErrors.ReasonRequired : null;
    }

    private static DuplicateReview Create(Candidate kept, Candidate other, DuplicateVerdict verdict, string reason, Signatory by, DateTimeOffset now) =>
        new() { KeptId = kept.Id, OtherId = other.Id, Verdict = verdict, Reason = reason.Trim(), DecidedById = by.Id, DecidedByName = by.Name, DecidedAt = now };
}
