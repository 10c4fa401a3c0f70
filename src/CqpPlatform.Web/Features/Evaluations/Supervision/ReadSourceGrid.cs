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
        return await GridReader.ReadAsync(unit.Db, opened.Value, ct) with { ReadOnly = true, History = history, Pair = pair, Files = await EvidenceFiles.OfAsync(unit.Db, opened.Value.Evaluation, ct) };
    }
}
