using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

internal static class ImportRequests
{
    /// <summary>Gives an import's next work to a job. Asked twice, by two tabs or two people, it is one job.</summary>
    /// <param name="words">« Enregistrement »: the file's name follows.</param>
    /// <param name="ask">Whether the import lets that job have it.</param>
    /// <returns>The job.</returns>
    public static async Task<Result<Guid>> AskAsync(this UnitOfWork unit, Guid importId, string kind, string words, Func<EnrolmentImport, Guid, Task<Result>> ask, CancellationToken ct)
    {
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var import = await ImportLock.FindAsync(unit, importId, ct);
        if (import is null) return SecurityErrors.NotFound;
        if (await unit.Db.Jobs.AnyAsync(j => j.Id == import.JobId && (j.State == JobState.Waiting || j.State == JobState.Running), ct)) return import.JobId;

        var job = unit.Enqueue(kind, $"{words} de {import.FileName}", import.Id.ToString(), $"/inscriptions/imports/{import.Id}");
        if (await ask(import, job.Id) is { Refused: true } refused) return refused;
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return job.Id;
    }
}
