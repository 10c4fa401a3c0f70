using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Interface;

/// <summary>What an enrolment asks to be evaluated, and where each stands.</summary>
/// <param name="Open">The campaign's step accepts evaluations.</param>
public sealed record AskedEvaluations(DateOnly DueOn, bool Open, Referential Referential, IReadOnlyList<PlannedEvaluation> Planned);

/// <summary>Requirements and states, never what was rated: of an organisation's own candidates, or of any for the certifier.</summary>
public sealed class FindEvaluations(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<AskedEvaluations>> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync([Permission.RecordTrainingEvaluation, Permission.ReopenEvaluation], ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var own = unit.Actor.OrganisationId;
        var enrolment = await unit.Db.Enrolments.AsNoTracking().SingleOrDefaultAsync(e => e.Id == enrolmentId && (own == null || e.OrganisationId == own), ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var campaign = await unit.Db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == enrolment.CampaignId, ct);
        var referential = await catalogue.GetAsync(unit.Db, campaign.ReferentialVersionId, ct);
        IReadOnlyList<PlannedEvaluation> planned = enrolment.Status == EnrolmentStatus.Accepted ? await EvaluationPlan.OfEnrolmentsAsync(unit.Db, [enrolment], referential, ct) : [];
        return new AskedEvaluations(campaign.EvaluationDueOn, campaign.Status.AcceptsEvaluations(), referential, planned);
    }
}
