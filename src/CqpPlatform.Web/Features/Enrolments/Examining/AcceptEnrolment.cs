using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <summary>The certifier accepts an enrolment that still meets every rule.</summary>
public sealed class AcceptEnrolment(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var examined = await unit.ExamineAsync([enrolment], await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct), ct);
        if (examined[enrolment.Id].Obstacles is { Count: > 0 } broken) return Result.From(broken);
        if (enrolment.Accept(examined[enrolment.Id].Acquired, unit.Now) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.Accepted);
        return await unit.SaveAsync(ct: ct);
    }
}
