using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.SupportAccesses.ListAccesses;

/// <param name="Readings">Entries that the audit holds of this access: each page it read.</param>
public sealed record SupportAccessLine(Guid Id, string Operator, string Purpose, int Hours, DateTimeOffset AskedAt, SupportAccessStatus Status, string? AnsweredBy, DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndsAt, int Readings);

/// <summary>Every access the operator asked for, the ones to answer first.</summary>
public sealed class ListSupportAccesses(WorkFactory work)
{
    public async Task<Result<IReadOnlyList<SupportAccessLine>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.GrantSupport, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var rows = await (
            from access in db.SupportAccesses.AsNoTracking()
            join account in db.Users on access.OperatorId equals account.Id
            orderby access.AskedAt descending
            let granter = db.Users.Where(a => a.Id == access.AnsweredById).Select(a => a.LastName.ToUpper() + " " + a.FirstName).FirstOrDefault()
            let readings = db.AuditEntries.Count(e => e.EntityId == access.Id && e.ActorId == access.OperatorId && e.Changes.Contains(SupportTrace.Page))
            select new { access, Operator = account.LastName.ToUpper() + " " + account.FirstName, granter, readings }).ToListAsync(ct);
        return rows.Select(r => new SupportAccessLine(r.access.Id, r.Operator, r.access.Purpose, r.access.Hours, r.access.AskedAt, r.access.Status(unit.Now), r.granter, r.access.AnsweredAt,
            r.access.EndedAt ?? r.access.ExpiresAt, r.readings)).OrderBy(l => l.Status switch { SupportAccessStatus.Asked => 0, SupportAccessStatus.Open => 1, _ => 2 }).ToList();
    }
}
