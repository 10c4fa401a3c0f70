using CqpPlatform.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>Numbers without a gap: the counter's row stays locked until the issuing transaction ends, and a rollback gives the number back.</summary>
public static class DocumentNumbers
{
    /// <summary>One issue at a time per campaign, until the transaction ends: whoever comes second finds the documents issued.</summary>
    public static Task LockCampaignAsync(CqpDbContext db, Guid campaignId, CancellationToken ct = default) =>
        db.Database.ExecuteSqlAsync($"select from campaigns where id = {campaignId} for update", ct);

    /// <summary>Call inside a transaction and save with it.</summary>
    public static async Task<string> NextAsync(CqpDbContext db, DocumentKind kind, int year, CancellationToken ct = default)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A document number is taken inside the transaction that issues the document.");
        var name = kind.ToString();
        await db.Database.ExecuteSqlAsync(
            $"insert into document_counters (tenant_id, id, kind, year, last) values ({db.TenantId}, {Guid.CreateVersion7()}, {name}, {year}, 0) on conflict do nothing", ct);
        var counter = await db.DocumentCounters
            .FromSql($"select c.*, c.xmin from document_counters c where c.kind = {name} and c.year = {year} for update").SingleAsync(ct);
        var prefix = await db.Tenants.Where(t => t.Id == db.TenantId).Select(t => t.DocumentPrefix).SingleAsync(ct);
        return counter.Next(prefix);
    }
}
