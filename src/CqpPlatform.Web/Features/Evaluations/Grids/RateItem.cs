using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <param name="Expected">What the writer believes is stored; null to write whatever is there.</param>
public sealed record RateItemInput(Guid EnrolmentId, string Block, string ItemCode, Rating? Rating, string? Comment, LineValue? Expected = null)
{
    public LineValue Value => new LineValue(Rating, Comment).Clean();
}

public sealed record SavedLine(DateTimeOffset SavedAt, LineValue Stored);

/// <summary>Saves one line of the actor's grid at once; the first one creates the evaluation.</summary>
public sealed class RateItem(WorkFactory work, ReferentialCatalogue catalogue, RateItemValidator validator)
{
    public async Task<Result<SavedLine>> ExecuteAsync(RateItemInput input, CancellationToken ct = default)
    {
        var first = await TryAsync(input, ct);
        // Two lines of one grid saved at once touch the same row: read again and save once more.
        return first.Errors.Contains(UnitOfWork.Conflict) ? await TryAsync(input, ct) : first;
    }

    private async Task<Result<SavedLine>> TryAsync(RateItemInput input, CancellationToken ct)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult(input.ItemCode) is { Refused: true } invalid) return invalid;
        var opened = await unit.OpenMyGridToWriteAsync(catalogue, input.EnrolmentId, input.Block, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        var (_, _, referential, block, source, evaluation) = opened.Value;

        var line = evaluation?.Ratings.FirstOrDefault(r => r.ItemCode == input.ItemCode);
        var stored = new LineValue(line?.Rating, line?.Comment);
        if (evaluation is not { IsSubmitted: true } && input.Expected is { } expected && stored != expected.Clean() && stored != input.Value
            && block.RatedItems(source).FirstOrDefault(i => i.Code == input.ItemCode) is { } item)
            return EvaluationErrors.ChangedMeanwhile(item, stored.Rating is { } r ? $"« {referential.Scale.Level(r).Label} »" : "sans appréciation");

        if (evaluation is null) unit.Db.Add(evaluation = Evaluation.Start(input.EnrolmentId, input.Block, source));
        if (evaluation.Rate(referential, input.ItemCode, input.Rating, input.Comment, unit.Now) is { Refused: true } refused) return refused;
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : new SavedLine(unit.Now, input.Value);
    }
}
