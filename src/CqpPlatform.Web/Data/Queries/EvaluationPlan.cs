using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>One evaluation the referential requires: a candidate, a block, a source; and where it stands.</summary>
public sealed record PlannedEvaluation(Guid EnrolmentId, string BlockCode, SourceKind Source, Guid? EvaluationId, EvaluationStatus? Status, DateTimeOffset? SavedAt)
{
    public bool Submitted => Status == EvaluationStatus.Submitted;
}

/// <summary>What must be evaluated in a campaign: accepted enrolments × blocks not yet acquired × sources of the block.</summary>
public static class EvaluationPlan
{
    public static async Task<IReadOnlyList<PlannedEvaluation>> OfCampaignAsync(CqpDbContext db, Guid campaignId, Referential referential, CancellationToken ct = default)
    {
        var enrolments = await db.Enrolments.AsNoTracking().Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted).ToListAsync(ct);
        return await OfEnrolmentsAsync(db, enrolments, referential, ct);
    }

    public static async Task<IReadOnlyList<PlannedEvaluation>> OfEnrolmentsAsync(CqpDbContext db, IReadOnlyCollection<Enrolment> enrolments, Referential referential, CancellationToken ct = default)
    {
        var ids = enrolments.Select(e => e.Id).ToList();
        var started = await db.Evaluations.AsNoTracking().Where(e => ids.Contains(e.EnrolmentId))
            .Select(e => new { e.Id, e.EnrolmentId, e.BlockCode, e.Source, e.Status, e.SavedAt }).ToListAsync(ct);
        var known = started.ToDictionary(e => (e.EnrolmentId, e.BlockCode, e.Source));
        // Two examiners who have not yet both submitted have begun, and that is all that is told of them.
        var apart = (await db.EvaluationGrids.AsNoTracking().Where(e => ids.Contains(e.EnrolmentId) && e.ExaminerId != null)
            .Select(e => new { e.Id, e.EnrolmentId, e.BlockCode, e.Source, e.SavedAt }).ToListAsync(ct)).ToLookup(e => (e.EnrolmentId, e.BlockCode, e.Source));
        return
        [
            .. from enrolment in enrolments
               from block in referential.InOrder(enrolment.BlocksToEvaluate)
               from evaluation in referential.Block(block).Evaluations
               let key = (enrolment.Id, block, evaluation.Source)
               let e = known.GetValueOrDefault(key)
               let begun = e is null ? apart[key].MaxBy(a => a.SavedAt) : null
               select new PlannedEvaluation(enrolment.Id, block, evaluation.Source, e?.Id ?? begun?.Id, e?.Status ?? (begun is null ? null : EvaluationStatus.Draft), e?.SavedAt ?? begun?.SavedAt),
        ];
    }
}
