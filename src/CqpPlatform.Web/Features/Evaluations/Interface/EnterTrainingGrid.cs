using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Evaluations.Interface;

public sealed record EnteredLine(string Item, Rating? Rating, string? Comment);

/// <param name="Lines">What is named is set; a line that is not stays as it is.</param>
public sealed record EnterTrainingGridInput(Guid EnrolmentId, string Block, IReadOnlyList<EnteredLine> Lines, bool Submit);

public sealed class EnterTrainingGridValidator : AbstractValidator<EnterTrainingGridInput>
{
    public EnterTrainingGridValidator() => RuleForEach(x => x.Lines).ChildRules(line => line.RuleFor(x => x.Comment).Prose("Commentaire", EvaluationRating.CommentMaxLength));
}

/// <summary>An organisation's own source as a whole, from its software: all of it, or nothing and every reason. A key signs in its own name.</summary>
public sealed class EnterTrainingGrid(WorkFactory work, ReferentialCatalogue catalogue, EnterTrainingGridValidator validator)
{
    public async Task<Result> ExecuteAsync(EnterTrainingGridInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordTrainingEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeAsync(unit.Db, input.EnrolmentId, unit.Actor.Source(), ct);
        var opened = await unit.OpenMyGridToWriteAsync(catalogue, input.EnrolmentId, input.Block, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        var (referential, evaluation) = (opened.Value.Referential, opened.Value.Started);
        if (evaluation.IsSubmitted) return EvaluationErrors.Locked;
        if (opened.Value.Evaluation is null) unit.Db.Add(evaluation);

        var refused = input.Lines.SelectMany(l => evaluation.Rate(referential, l.Item, l.Rating, l.Comment, unit.Actor.Signatory, unit.Now).Errors).ToList();
        if (refused.Count == 0 && input.Submit) refused.AddRange(evaluation.Submit(referential, unit.Actor.Signatory, unit.Now).Errors);
        if (refused.Count > 0) return refused;
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
