using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <summary>What the actor's source has to rate in one block of one of its candidates, and what it rated.</summary>
public sealed class ReadGrid(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<EvaluationGrid>> ExecuteAsync(Guid enrolmentId, string block, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await unit.OpenMyGridAsync(catalogue, enrolmentId, block, ct);
        return opened.Refused ? Result.From(opened.Errors) : await GridReader.ReadAsync(unit.Db, opened.Value, ct);
    }
}
