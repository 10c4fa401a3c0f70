using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Asks for a saved import to be taken back. Asked twice, it is one job.</summary>
public sealed class RequestUndo(WorkFactory work)
{
    public async Task<Result<Guid>> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var import = await ImportLock.FindAsync(unit, importId, ct);
        if (import is null) return SecurityErrors.NotFound;
        if (await unit.Db.Jobs.AnyAsync(j => j.Id == import.JobId && (j.State == JobState.Waiting || j.State == JobState.Running), ct)) return import.JobId;

        var job = unit.Enqueue(UndoImport.Kind, $"Annulation de {import.FileName}", import.Id.ToString(), $"/inscriptions/imports/{import.Id}");
        if (import.Undo(await UndoImport.TouchedAsync(unit.Db, importId, ct), job.Id) is { Refused: true } refused) return refused;
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return job.Id;
    }
}
