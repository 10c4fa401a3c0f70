using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

public sealed record WithdrawEnrolmentInput(Guid EnrolmentId, string Reason);

public sealed class WithdrawEnrolmentValidator : AbstractValidator<WithdrawEnrolmentInput>
{
    public WithdrawEnrolmentValidator() => this.Reason(x => x.Reason);
}

/// <summary>The candidate gives up, or was enrolled by mistake: by the organisation or the certifier, until a jury has decided.</summary>
public sealed class WithdrawEnrolment(WorkFactory work, ReferentialCatalogue catalogue, WithdrawEnrolmentValidator validator)
{
    public async Task<Result> ExecuteAsync(WithdrawEnrolmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ChangeEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (found.Campaign.Status == CampaignStatus.Closed) return CampaignErrors.WrongStep(found.Campaign.Status);
        var reach = await EvaluationReach.OfAsync(unit.Db, enrolment.Id, ct);
        if (enrolment.Withdraw(input.Reason, reach.Decided) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.Withdrawn, input.Reason);
        return await unit.SaveAsync(input.Reason, ct);
    }
}
