using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <param name="ChangeId">Made by the page, once for each change: a change sent again is answered, not written again.</param>
/// <param name="Basis">The last change of this field that its writer saw.</param>
public sealed record SaveChangeInput(Guid EnrolmentId, string Block, Guid ChangeId, string ItemCode, LineField Field, string? Value, Guid? Basis)
{
    /// <summary>In the grid that two examiners settle together.</summary>
    public bool Common { get; init; }

    public FieldChange Change => new(ChangeId, ItemCode, Field, Value, Basis);
}

/// <param name="Basis">The last change of the field: what the next one builds on.</param>
public sealed record ChangeSaved(DateTimeOffset SavedAt, Guid? Basis);

/// <summary>Saves one field of one line of the actor's grid, once; the first one creates the evaluation (docs/adr/0028).</summary>
public sealed class SaveChange(WorkFactory work, ReferentialCatalogue catalogue, SaveChangeValidator validator)
{
    public async Task<Result<ChangeSaved>> ExecuteAsync(SaveChangeInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult(input.ItemCode) is { Refused: true } invalid) return invalid;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeAsync(unit.Db, input.EnrolmentId, unit.Actor.Source(), ct);
        var opened = await unit.OpenMyGridAsync(catalogue, input.EnrolmentId, input.Block, ct, input.Common);
        if (opened.Refused) return Result.From(opened.Errors);
        var (_, _, referential, _, _, evaluation) = opened.Value;
        // Its answer was lost on the way: whatever came since, it is saved.
        if (evaluation is not null && await unit.Db.EvaluationChanges.AnyAsync(c => c.ChangeId == input.ChangeId && c.EvaluationId == evaluation.Id, ct))
            return Saved(evaluation, input, unit.Now);

        var writable = EvaluationAccess.ToWrite(opened);
        if (writable.Refused) return Result.From(writable.Errors);
        if (evaluation is null) unit.Db.Add(evaluation = opened.Value.Started);
        if (evaluation.Change(referential, input.Change, unit.Actor.Signatory, unit.Now) is { Refused: true } refused) return refused;
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Saved(evaluation, input, unit.Now);
    }

    private static ChangeSaved Saved(Evaluation evaluation, SaveChangeInput input, DateTimeOffset now) =>
        new(evaluation.SavedAt ?? now, evaluation.Ratings.FirstOrDefault(r => r.ItemCode == input.ItemCode)?.LastChange(input.Field));
}
