using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

public sealed record ChangeBlocksInput(Guid EnrolmentId, string? Option, IReadOnlyList<string> Blocks, string Reason);

public sealed class ChangeBlocksValidator : AbstractValidator<ChangeBlocksInput>
{
    public ChangeBlocksValidator()
    {
        RuleFor(x => x.Option).Line("Option", 40);
        this.Reason(x => x.Reason);
    }
}

/// <summary>Changes the choice of blocks of an enrolment that was sent, before anything is evaluated.</summary>
public sealed class ChangeBlocks(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook, ChangeBlocksValidator validator)
{
    public async Task<Result> ExecuteAsync(ChangeBlocksInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EvaluationReach.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        var acquired = await LedgerQuery.AcquiredAsync(unit.Db, enrolment.CandidateId, found.Referential, unit.Today, ct);
        var reach = await EvaluationReach.OfAsync(unit.Db, enrolment.Id, ct);
        var before = Said(enrolment.Choice);
        if (enrolment.ChangeBlocks(new BlockChoice(input.Option, input.Blocks), input.Reason, rules, acquired, reach.Started) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.BlocksChanged, input.Reason, $"{before} → {Said(enrolment.Choice)}");
        return await unit.SaveAsync(input.Reason, ct);
    }

    private static string Said(BlockChoice choice) => $"{(choice.Option is null ? "" : choice.Option + ", ")}{string.Join(' ', choice.Blocks)}";
}
