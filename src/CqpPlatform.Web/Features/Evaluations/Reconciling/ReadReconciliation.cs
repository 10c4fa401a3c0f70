using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Reconciling;

/// <summary>The grid two examiners settle, with what each wrote; it exists once both have submitted their own, and for these two only.</summary>
public sealed class ReadReconciliation(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<EvaluationGrid>> ExecuteAsync(Guid enrolmentId, string block, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordCommissionEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await unit.OpenMyGridAsync(catalogue, enrolmentId, block, ct, common: true);
        if (opened.Refused) return Result.From(opened.Errors);
        var seats = await unit.Db.OralsOfTwo(unit.Actor.MembershipId, [enrolmentId]).Select(o => new { o.ExaminerId, o.SecondExaminerId }).FirstAsync(ct);
        var pair = await PairView.ReadAsync(unit.Db, opened.Value, [seats.ExaminerId, seats.SecondExaminerId!.Value], ct);
        var history = await GridHistory.ReadAsync(unit, opened.Value.Referential, opened.Value.Evaluation, ct);
        return await GridReader.ReadAsync(unit.Db, opened.Value, ct, unit.Actor) with { Pair = pair, History = history, Files = await EvidenceFiles.OfAsync(unit.Db, opened.Value.Evaluation, ct) };
    }
}
