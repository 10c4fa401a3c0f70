using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

/// <summary>Takes a withdrawal back, while the campaign runs and the person was not enrolled again.</summary>
public sealed class ReinstateEnrolment(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ChangeEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EvaluationReach.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        // One that was still to be accepted can only be answered while the campaign enrols.
        if (enrolment.WithdrawnFrom != EnrolmentStatus.Accepted && !found.Campaign.Status.AcceptsEnrolments()) return CampaignErrors.WrongStep(found.Campaign.Status);
        var again = await unit.Db.Enrolments.AnyAsync(e => e.CampaignId == enrolment.CampaignId && e.CandidateId == enrolment.CandidateId && e.Id != enrolment.Id && e.Status != EnrolmentStatus.Withdrawn, ct);
        if (enrolment.Reinstate(again) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.Reinstated);
        return await unit.SaveAsync(ct: ct);
    }
}
