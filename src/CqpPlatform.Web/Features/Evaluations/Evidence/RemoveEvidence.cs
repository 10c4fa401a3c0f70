using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Evidence;

/// <summary>Takes a file out of the actor's own grid, until it is signed.</summary>
public sealed class RemoveEvidence(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, string block, Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeAsync(unit.Db, enrolmentId, unit.Actor.Source(), ct);
        var opened = await unit.OpenMyGridToWriteAsync(catalogue, enrolmentId, block, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        if (opened.Value.Evaluation is not { } evaluation) return SecurityErrors.NotFound;
        var marks = await EvidenceMarks.OfAsync(unit.Db, evaluation, ct);
        if (marks.Find(f => f.Id == fileId) is null) return SecurityErrors.NotFound;
        if (evaluation.TakeOut(fileId, marks, unit.Now) is { Refused: true } refused) return refused;
        unit.Db.Remove(await unit.Db.EvidenceFiles.SingleAsync(f => f.Id == fileId, ct));
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
