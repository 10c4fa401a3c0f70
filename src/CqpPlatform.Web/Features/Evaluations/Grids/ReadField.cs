using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <summary>What one field of a grid holds, and who wrote it when.</summary>
public sealed record FieldState(string? Value, Guid? Basis, string? ByName, DateTimeOffset? At);

/// <summary>What somebody else wrote in a field of the actor's own grid, to show both.</summary>
public sealed class ReadField(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FieldState>> ExecuteAsync(Guid enrolmentId, string block, string itemCode, LineField field, bool common = false, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await unit.OpenMyGridAsync(catalogue, enrolmentId, block, ct, common);
        if (opened.Refused) return Result.From(opened.Errors);
        var line = opened.Value.Evaluation?.Ratings.FirstOrDefault(r => r.ItemCode == itemCode);
        var basis = line?.LastChange(field);
        var last = basis is null ? null : await unit.Db.EvaluationChanges.AsNoTracking().SingleOrDefaultAsync(c => c.ChangeId == basis, ct);
        return new FieldState(line?.Value(field), basis, last?.ByName, last?.At);
    }
}
