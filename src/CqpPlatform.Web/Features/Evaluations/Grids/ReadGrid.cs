using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;

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
        if (opened.Refused) return Result.From(opened.Errors);
        var history = await GridHistory.ReadAsync(unit, opened.Value.Referential, opened.Value.Evaluation, ct);
        return await GridReader.ReadAsync(unit.Db, opened.Value, ct, unit.Actor) with
        {
            Today = unit.Today,
            Late = opened.Value.Campaign.EvaluationsLateOn(unit.Today),
            ReadOnly = opened.Value.Settled,
            History = history,
            Files = await EvidenceFiles.OfAsync(unit.Db, opened.Value.Evaluation, ct),
        };
    }
}
