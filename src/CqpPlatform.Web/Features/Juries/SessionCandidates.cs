using System.Globalization;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>A candidate a session judges: an accepted enrolment of one of its routes, or one whose appeal was sent to it.</summary>
public sealed record SessionCandidate(Enrolment Enrolment, Candidate Candidate, string Organisation, Company? Company, Tutor? Tutor)
{
    public Guid Id => Enrolment.Id;
    public string Name => Candidate.Name;

    /// <summary>What it deliberates again; null in the session of a campaign.</summary>
    public AppealBefore? Appeal { get; init; }
    public IReadOnlyList<string> ToDecide => Appeal?.Blocks ?? Enrolment.BlocksToEvaluate;

    /// <summary>Blocks of the choice that this session does not decide, since they are held.</summary>
    public IReadOnlyList<string> Held => Appeal?.Held ?? Enrolment.AcquiredBlocks;
}

/// <summary>The appeals of a candidate before the session they were sent to.</summary>
/// <param name="Held">Blocks of the choice held before that session.</param>
/// <param name="Former">What was decided on each block they contest.</param>
public sealed record AppealBefore(IReadOnlyList<AppealLetter> Letters, IReadOnlyList<string> Held, IReadOnlyList<FormerDecision> Former)
{
    public IReadOnlyList<string> Blocks { get; } = [.. Letters.SelectMany(l => l.Blocks).Distinct().Order(StringComparer.Ordinal)];
}

/// <param name="Contested">Number of the minutes it contests.</param>
public sealed record AppealLetter(DateOnly ReceivedOn, bool IsLate, string Ground, string Contested, IReadOnlyList<string> Blocks);

/// <param name="Minutes">Number of the minutes that say it.</param>
public sealed record FormerDecision(string BlockCode, Outcome Outcome, string? Motive, string Minutes);

/// <summary>One block of one candidate.</summary>
public sealed record BlockKey(Guid EnrolmentId, string BlockCode);

public static class SessionCandidates
{
    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), ignoreCase: true);

    public static async Task<IReadOnlyList<SessionCandidate>> LoadAsync(CqpDbContext db, JurySession session, CancellationToken ct, Guid? only = null)
    {
        var appeals = session.ForAppeals ? await AppealsBefore.ReadAsync(db, session, ct) : null;
        var judged = appeals?.Keys.ToList();
        var rows = await (
            from e in db.Enrolments.AsNoTracking()
            join c in db.Candidates.AsNoTracking() on e.CandidateId equals c.Id
            join o in db.TrainingOrganisations on e.OrganisationId equals o.Id
            where e.CampaignId == session.CampaignId && e.Status == EnrolmentStatus.Accepted && (only == null || e.Id == only) && (judged == null || judged.Contains(e.Id))
            select new
            {
                Enrolment = e,
                Candidate = c,
                Organisation = o.Name,
                Company = db.Companies.AsNoTracking().FirstOrDefault(x => x.Id == e.CompanyId),
                Tutor = db.Tutors.AsNoTracking().FirstOrDefault(x => x.Id == e.TutorId),
            }).ToListAsync(ct);
        return
        [
            .. rows.Where(r => r.Enrolment.AccessRoute is { } route && session.AccessRoutes.Contains(route))
                .Select(r => new SessionCandidate(r.Enrolment, r.Candidate, r.Organisation, r.Company, r.Tutor) { Appeal = appeals?[r.Enrolment.Id] })
                .OrderBy(c => c.Name, ByName).ThenBy(c => c.Id),
        ];
    }

    /// <summary>Only what is submitted counts before a jury: a reopened evaluation is a source that is missing.</summary>
    public static async Task<ILookup<BlockKey, Evaluation>> EvaluationsAsync(CqpDbContext db, IEnumerable<Guid> enrolmentIds, CancellationToken ct)
    {
        var ids = enrolmentIds.ToList();
        var evaluations = await db.Evaluations.AsNoTracking().Include(e => e.Ratings).Include(e => e.Signatures).AsSplitQuery()
            .Where(e => ids.Contains(e.EnrolmentId) && e.Status == EvaluationStatus.Submitted).ToListAsync(ct);
        return evaluations.ToLookup(e => new BlockKey(e.EnrolmentId, e.BlockCode));
    }

    public static Proposal Propose(this Referential referential, BlockKey key, ILookup<BlockKey, Evaluation> evaluations) =>
        referential.Propose(key.BlockCode, [.. evaluations[key].Select(e => e.ToSourceRatings())]);
}
