using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>Adds one audit entry per changed row to the same transaction. Nothing changed means no entry.</summary>
public sealed class AuditInterceptor(TimeProvider time) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context is CqpDbContext { TenantId: var tenant } && tenant != Guid.Empty ? throw new NotSupportedException("A tenant's rows are saved asynchronously, with their audit.") : result;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is CqpDbContext db && db.TenantId != Guid.Empty) await AppendAsync(db, cancellationToken);
        return result;
    }

    /// <summary>A save that failed may be tried again: its entries are written again then, not twice.</summary>
    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries().Where(e => e is { Entity: AuditEntry or AuditDetail, State: EntityState.Added }).ToList()) entry.State = EntityState.Detached;
        return Task.CompletedTask;
    }

    private async Task AppendAsync(CqpDbContext db, CancellationToken ct)
    {
        db.ChangeTracker.DetectChanges();
        // A change of a grid is told by the line it changed.
        var changed = db.ChangeTracker.Entries<TenantEntity>()
            .Where(e => e.Entity is not (AuditEntry or INotAudited or EvaluationChange) && e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        // One instant for all that is saved in one go: it is one act.
        var (subjects, now) = (new AuditSubjects(db), time.GetUtcNow());
        foreach (var entry in changed)
        {
            if (AuditedRow.Of(entry) is not { } row) continue;
            var audited = AuditEntry.Create(db.Audit, now, row, await subjects.OfAsync(entry, ct));
            if (row.Detail(db.Audit.Reason) is { } detail) db.AuditDetails.Add(audited.Vouch(AuditDetail.Create(audited, detail)));
            db.AuditEntries.Add(audited);
        }
    }
}
