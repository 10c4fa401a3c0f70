using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Gives a file up: its bytes and what was read of them go.</summary>
public sealed class AbandonImport(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        // Waits for a saving that is committing: then it is too late, and that is said.
        var import = await ImportLock.FindAsync(unit, importId, ct);
        if (import is null) return SecurityErrors.NotFound;
        if (import.Abandon() is { Refused: true } refused) return refused;
        await unit.CancelAsync(import.JobId, ct);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
