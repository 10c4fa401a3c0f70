using System.Globalization;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>A candidate a session judges: an accepted enrolment of one of its routes.</summary>
public sealed record SessionCandidate(Enrolment Enrolment, Candidate Candidate, string Organisation, Company? Company, Tutor? Tutor)
{
    public Guid Id => Enrolment.Id;
    public string Name => Candidate.Name;
}

/// <summary>One block of one candidate.</summary>
public sealed record BlockKey(Guid EnrolmentId, string BlockCode);

public static class SessionCandidates
{
    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), ignoreCase: true);

    public static async Task<IReadOnlyList<SessionCandidate>> LoadAsync(CqpDbContext db, JurySession session, CancellationToken ct, Guid? only = null)
    {
        var rows = await (
            from e in db.Enrolments.AsNoTracking()
            join c in db.Candidates.AsNoTracking() on e.CandidateId equals c.Id
            join o in db.TrainingOrganisations on e.OrganisationId equals o.Id
            where e.CampaignId == session.CampaignId && e.Status == EnrolmentStatus.Accepted && (only == null || e.Id == only)
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
                .Select(r => new SessionCandidate(r.Enrolment, r.Candidate, r.Organisation, r.Company, r.Tutor))
                .OrderBy(c => c.Name, ByName).ThenBy(c => c.Id),
        ];
    }

    /// <summary>Only what is submitted counts before a jury: a reopened evaluation is a source that is missing.</summary>
    public static async Task<ILookup<BlockKey, Evaluation>> EvaluationsAsync(CqpDbContext db, IEnumerable<Guid> enrolmentIds, CancellationToken ct)
    {
        var ids = enrolmentIds.ToList();
        var evaluations = await db.Evaluations.AsNoTracking().Include(e => e.Ratings).Include(e => e.Signatures)
            .Where(e => ids.Contains(e.EnrolmentId) && e.Status == EvaluationStatus.Submitted).ToListAsync(ct);
        return evaluations.ToLookup(e => new BlockKey(e.EnrolmentId, e.BlockCode));
    }

    public static Proposal Propose(this Referential referential, BlockKey key, ILookup<BlockKey, Evaluation> evaluations) =>
        referential.Propose(key.BlockCode, [.. evaluations[key].Select(e => e.ToSourceRatings())]);
}
