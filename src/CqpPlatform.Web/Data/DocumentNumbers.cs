using CqpPlatform.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>Numbers without a gap: the counter's row stays locked until the issuing transaction ends, and a rollback gives the number back.</summary>
public static class DocumentNumbers
{
    /// <summary>One issue at a time per campaign, until the transaction ends: whoever comes second finds the documents issued.</summary>
    public static Task LockCampaignAsync(CqpDbContext db, Guid campaignId, CancellationToken ct = default) =>
        db.Database.ExecuteSqlAsync($"select from campaigns where id = {campaignId} for update", ct);

    /// <summary>
    /// Before documents of these sessions and enrolments: one issue at a time per campaign, and nobody amends the minutes of these sessions, nor of any that gave these
    /// people a block. What is printed stays true until it is issued, and whoever amends next finds it to revoke.
    /// </summary>
    public static async Task LockAwardsAsync(CqpDbContext db, Guid campaignId, IEnumerable<(Guid Session, Guid Enrolment)> awards, CancellationToken ct = default)
    {
        var all = awards.ToList();
        var sessions = all.Select(a => a.Session).Distinct().ToList();
        var enrolments = all.Select(a => a.Enrolment).Distinct().ToList();
        // Sessions in the order of whoever answers an appeal, the one contested first; and before the campaign, which whoever seals minutes refers to after their session.
        await db.Database.ExecuteSqlAsync($"""
            select from jury_sessions where id = any({sessions}) or id in (
              select b.jury_session_id from acquired_blocks b join candidates c on c.id = b.candidate_id join enrolments e on e.candidate_id = coalesce(c.merged_into_id, c.id)
              where e.id = any({enrolments}))
            order by for_appeals, id for share
            """, ct);
        await LockCampaignAsync(db, campaignId, ct);
    }

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
