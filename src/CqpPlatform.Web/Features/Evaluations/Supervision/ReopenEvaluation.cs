using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Supervision;

public sealed record ReopenEvaluationInput(Guid EvaluationId, string? Reason);

public sealed class ReopenEvaluationValidator : AbstractValidator<ReopenEvaluationInput>
{
    public ReopenEvaluationValidator() => RuleFor(x => x.Reason).Prose("Motif", EvaluationEvent.ReasonMaxLength);
}

/// <summary>Gives a submitted grid back to its source, with a reason; what was signed stays in its history.</summary>
public sealed class ReopenEvaluation(WorkFactory work, ReopenEvaluationValidator validator)
{
    public async Task<Result> ExecuteAsync(ReopenEvaluationInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReopenEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;

        var grid = await unit.Db.EvaluationGrids.Where(e => e.Id == input.EvaluationId).Select(e => new { e.EnrolmentId, e.Source }).SingleOrDefaultAsync(ct);
        if (grid is null) return SecurityErrors.NotFound;
        // Two examiners' grids may be settled as one at this very moment, and the tutor's set aside.
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeAsync(unit.Db, grid.EnrolmentId, grid.Source, ct);
        var evaluation = await unit.Db.EvaluationGrids.Include(e => e.Signatures).SingleOrDefaultAsync(e => e.Id == input.EvaluationId, ct);
        if (evaluation is null) return SecurityErrors.NotFound;
        var step = await (
            from e in unit.Db.Enrolments
            join c in unit.Db.Campaigns on e.CampaignId equals c.Id
            where e.Id == evaluation.EnrolmentId
            select c.Status).SingleAsync(ct);
        if (!step.AcceptsEvaluations()) return CampaignErrors.EvaluationClosed;
        // Its writer has seen what the other wrote: it can no longer be changed blind.
        if (evaluation.ExaminerId is not null && await unit.Db.Evaluations.AnyAsync(e => e.EnrolmentId == evaluation.EnrolmentId && e.BlockCode == evaluation.BlockCode && e.Source == evaluation.Source, ct))
            return EvaluationErrors.AlreadyReconciled;
        if (evaluation.Reopen(input.Reason ?? "") is { Refused: true } refused) return refused;
        unit.Db.Add(EvaluationEvent.Of(evaluation.Id, EvaluationAct.Reopened, unit.Actor.Signatory, unit.Now, evaluation.ReopenReason));
        if (await unit.SaveAsync(evaluation.ReopenReason, ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
