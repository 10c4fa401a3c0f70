using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

public sealed record ReturnEnrolmentInput(Guid EnrolmentId, string Reason);

/// <summary>Sends an enrolment back to its organisation with the reason, and writes to the people who work there.</summary>
public sealed class ReturnEnrolment(WorkFactory work, ReferentialCatalogue catalogue, ReturnEnrolmentValidator validator)
{
    public async Task<Result> ExecuteAsync(ReturnEnrolmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        if (enrolment.Return(input.Reason, unit.Now) is { Refused: true } refused) return refused;

        await unit.Db.KeepTutorAsync(enrolment, ct);
        await ReturnMails.AddAsync(unit, enrolment, found.Campaign.Name, ct);
        unit.Record(enrolment, EnrolmentAct.Returned, enrolment.ReturnReason);
        return await unit.SaveAsync(enrolment.ReturnReason, ct);
    }
}
