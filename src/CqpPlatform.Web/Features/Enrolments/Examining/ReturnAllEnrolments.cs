using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <summary>Returns in one act every enrolment that a rule is against, each with its own reasons: the sentences of those rules.</summary>
public sealed class ReturnAllEnrolments(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result<int>> ExecuteAsync(AcceptAllInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var found = await unit.WaitingAsync(catalogue, rulebook, input, ct);
        if (found.Refused) return Result.From(found.Errors);
        var (campaign, waiting, examined) = found.Value;
        var returned = 0;
        foreach (var enrolment in waiting)
        {
            // A resemblance is the certifier's to settle: the organisation can do nothing about it.
            var reasons = examined[enrolment.Id].Obstacles.Where(o => o != DuplicateErrors.ToSettle).Select(o => o.Message).Distinct().ToList();
            if (reasons.Count == 0) continue;
            var reason = string.Join(" ", reasons);
            if (reason.Length > Enrolment.ReasonMaxLength) reason = reason[..(Enrolment.ReasonMaxLength - 1)] + "…";
            if (enrolment.Return(reason, unit.Now) is { Refused: true } refusal) return refusal;
            await unit.Db.KeepTutorAsync(enrolment, ct);
            unit.Record(enrolment, EnrolmentAct.Returned, reason);
            await ReturnMails.AddAsync(unit, enrolment, campaign.Name, ct);
            returned++;
        }
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        return returned;
    }
}
