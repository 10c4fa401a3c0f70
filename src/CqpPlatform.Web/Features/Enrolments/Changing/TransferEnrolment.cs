using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

public sealed record TransferEnrolmentInput(Guid EnrolmentId, Guid OrganisationId, string Reason);

public sealed class TransferEnrolmentValidator : AbstractValidator<TransferEnrolmentInput>
{
    public TransferEnrolmentValidator() => this.Reason(x => x.Reason);
}

/// <summary>Moves a candidate to another organisation invited to the campaign and habilitated, before anything is evaluated.</summary>
public sealed class TransferEnrolment(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook, TransferEnrolmentValidator validator)
{
    public async Task<Result> ExecuteAsync(TransferEnrolmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EvaluationReach.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        if (found.Campaign.Organisations.All(o => o.OrganisationId != input.OrganisationId)) return EnrolmentErrors.OrganisationNotInvited;
        var names = await unit.Db.TrainingOrganisations.Where(o => o.Id == input.OrganisationId || o.Id == enrolment.OrganisationId).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var (from, rules, reach) = (enrolment.OrganisationId, await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct), await EvaluationReach.OfAsync(unit.Db, enrolment.Id, ct));
        if (enrolment.TransferTo(input.OrganisationId, input.Reason, rules, reach.Started) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.OrganisationChanged, input.Reason, $"{names[from]} → {names[input.OrganisationId]}");
        return await unit.SaveAsync(input.Reason, ct);
    }
}
