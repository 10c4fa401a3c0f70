using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>One hand at a time on a file, until the end of the transaction.</summary>
internal static class ImportLock
{
    public static Task TakeAsync(CqpDbContext db, Guid campaignId, string sha256, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"import:{db.TenantId}:{campaignId}:{sha256}"}, 0))", ct);

    /// <summary>The import that a job is about.</summary>
    public static Task<EnrolmentImport?> FindAsync(UnitOfWork unit, JobRun run, CancellationToken ct) =>
        Guid.TryParse(run.Input, out var importId) ? FindAsync(unit, importId, ct) : Task.FromResult<EnrolmentImport?>(null);

    public static async Task<EnrolmentImport?> FindAsync(UnitOfWork unit, Guid importId, CancellationToken ct)
    {
        await unit.Db.Database.ExecuteSqlAsync($"select from enrolment_imports where id = {importId} for update", ct);
        return await unit.Db.EnrolmentImports.SingleOrDefaultAsync(i => i.Id == importId && i.OrganisationId == unit.Actor.OrganisationId, ct);
    }

    /// <summary>Forgets what was worked out, so that saving writes the import's own row and nothing of the registry.</summary>
    public static void Forget(UnitOfWork unit, EnrolmentImport import)
    {
        foreach (var entry in unit.Db.ChangeTracker.Entries().Where(e => e.Entity != import).ToList()) entry.State = EntityState.Detached;
    }
}
