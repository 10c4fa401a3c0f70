using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>One hand at a time on what a source writes of one candidate, until the end of the transaction: who comes second sees what the first wrote, on whichever node.</summary>
internal static class GridLock
{
    public static Task TakeAsync(CqpDbContext db, Guid enrolmentId, SourceKind source, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"grid:{db.TenantId}:{enrolmentId}:{source}"}, 0))", ct);

    /// <summary>One reminder at a time in a campaign: who comes second sees whom the first reminded.</summary>
    public static Task TakeRemindersAsync(CqpDbContext db, Guid campaignId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"reminders:{db.TenantId}:{campaignId}"}, 0))", ct);
}
