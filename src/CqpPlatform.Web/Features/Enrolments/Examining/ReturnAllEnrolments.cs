using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <summary>Returns in one act every enrolment that a rule is against, each with its own reasons: the sentences of those rules.</summary>
public sealed class ReturnAllEnrolments(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result<int>> ExecuteAsync(AcceptAllInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var waiting = await unit.Db.Enrolments.Where(e => e.CampaignId == input.CampaignId && e.Status == EnrolmentStatus.Submitted
            && (input.OrganisationId == null || e.OrganisationId == input.OrganisationId)).ToListAsync(ct);
        var examined = await unit.ExamineAsync(waiting, await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct), ct);
        var returned = 0;
        foreach (var enrolment in waiting)
        {
            // A resemblance is the certifier's to settle: the organisation can do nothing about it.
            var reasons = examined[enrolment.Id].Obstacles.Where(o => o != DuplicateErrors.ToSettle).Select(o => o.Message).Distinct().ToList();
            if (reasons.Count == 0) continue;
            var reason = string.Join(" ", reasons);
            if (reason.Length > Enrolment.ReasonMaxLength) reason = reason[..(Enrolment.ReasonMaxLength - 1)] + "…";
            if (enrolment.Return(reason, unit.Now) is { Refused: true } refusal) return refusal;
            unit.Record(enrolment, EnrolmentAct.Returned, reason);
            await ReturnMails.AddAsync(unit, enrolment, found.Campaign.Name, ct);
            returned++;
        }
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        return returned;
    }
}
