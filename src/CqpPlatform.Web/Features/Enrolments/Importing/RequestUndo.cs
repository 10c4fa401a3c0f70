using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Asks for a saved import to be taken back.</summary>
public sealed class RequestUndo(WorkFactory work)
{
    public async Task<Result<Guid>> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.AskAsync(importId, UndoImport.Kind, "Annulation", async (import, job) => import.Undo(await UndoImport.TouchedAsync(unit.Db, importId, ct), job), ct);
    }
}
