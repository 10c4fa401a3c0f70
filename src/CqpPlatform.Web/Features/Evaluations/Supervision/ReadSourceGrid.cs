using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Reconciling;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Supervision;

/// <summary>Any source's grid, for the certifier who answers for the campaign.</summary>
public sealed class ReadSourceGrid(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<EvaluationGrid>> ExecuteAsync(Guid enrolmentId, string block, SourceKind source, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReopenEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var enrolment = await unit.Db.Enrolments.AsNoTracking().SingleOrDefaultAsync(e => e.Id == enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var opened = await unit.OpenGridAsync(catalogue, enrolment, block, source, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        var history = await GridHistory.ReadAsync(unit, opened.Value.Referential, opened.Value.Evaluation, ct);
        var pair = await PairView.ReadAsync(unit.Db, opened.Value, examiners: null, ct);
        return await GridReader.ReadAsync(unit.Db, opened.Value, ct) with
        {
            ReadOnly = true,
            History = history,
            Pair = pair,
            Files = await EvidenceFiles.OfAsync(unit.Db, opened.Value.Evaluation, ct),
            Apart = await ApartAsync(unit, opened.Value, ct),
        };
    }

    private static async Task<IReadOnlyList<GridApart>> ApartAsync(UnitOfWork unit, OpenedGrid opened, CancellationToken ct)
    {
        var (enrolmentId, block, source) = (opened.Enrolment.Id, opened.Block.Code, opened.Source);
        var grids = await unit.Db.EveryGrid.AsNoTracking().Include(e => e.Signatures)
            .Where(e => e.EnrolmentId == enrolmentId && e.BlockCode == block && e.Source == source && (e.ExaminerId != null || e.SetAsideAt != null)).ToListAsync(ct);
        var files = await EvidenceFiles.OfAsync(unit.Db, [.. grids.Select(g => g.Id)], ct);
        var apart = new List<GridApart>();
        foreach (var grid in grids.OrderBy(g => g.SetAsideAt))
            apart.Add(new(grid.Id, grid.SetAsideAt, await GridHistory.ReadAsync(unit, opened.Referential, grid, ct), [.. files[grid.Id]]));
        return apart;
    }
}
