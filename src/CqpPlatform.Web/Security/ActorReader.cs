using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security;

/// <summary>Reads the actor's rights as they are now: an ended membership or session, a shut account or a revoked key stops at the next event.</summary>
public static class ActorReader
{
    private static readonly Role[] WithSecondFactor = [.. Enum.GetValues<Role>().Where(r => r.NeedsSecondFactor())];

    public static async Task<Actor?> ReadAsync(CqpDbContext db, ClaimedActor claimed, DateTimeOffset now, CancellationToken ct)
    {
        if (claimed.MembershipId is { } membershipId)
        {
            var row = await (
                from m in db.Memberships
                join a in db.Users on m.AccountId equals a.Id
                where m.Id == membershipId && m.Active && (a.LockoutEnd == null || a.LockoutEnd <= now)
                where claimed.Trusted || db.AccountSessions.Any(s => s.Id == claimed.SessionId && s.AccountId == a.Id && s.EndedAt == null && s.IdleUntil > now && s.ExpiresAt > now
                    && (s.SecondFactor || !WithSecondFactor.Contains(m.Role) || (a.SecondFactorWaived && db.Tenants.Any(t => t.Id == db.TenantId && t.IsDemonstration))))
                select new { m.AccountId, a.LastName, a.FirstName, m.Role, m.OrganisationId, m.CompanyId }).SingleOrDefaultAsync(ct);
            return row is null ? null
                : new Actor(row.AccountId, French.Person(row.LastName, row.FirstName), db.TenantId, row.Role, membershipId, row.OrganisationId, row.CompanyId);
        }
        if (claimed.ApiKeyId is { } keyId)
        {
            var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == keyId, ct);
            return key?.IsUsable(now) != true ? null : new Actor(key.Id, $"Clé d’interface « {key.Name} »".French(), db.TenantId, key.Role, null, key.OrganisationId, null, key.Scopes);
        }
        if (claimed.TutorLinkId is { } linkId)
        {
            var row = await (
                from l in db.TutorLinks
                join t in db.Tutors on l.TutorId equals t.Id
                where l.Id == linkId
                select new { Link = l, t.Id, t.LastName, t.FirstName, t.CompanyId }).AsNoTracking().SingleOrDefaultAsync(ct);
            return row?.Link.IsUsable(now) != true ? null
                : new Actor(row.Id, French.Person(row.LastName, row.FirstName), db.TenantId, Role.Tutor, null, null, row.CompanyId);
        }
        if (claimed.SupportAccessId is { } accessId)
        {
            var row = await (
                from s in db.SupportAccesses
                join a in Operators(db, claimed, now) on s.OperatorId equals a.Id
                where s.Id == accessId && s.ExpiresAt > now && s.EndedAt == null
                select new { a.Id, a.LastName, a.FirstName, s.AnsweredById }).SingleOrDefaultAsync(ct);
            return row?.AnsweredById is not { } grantedBy ? null
                : new Actor(row.Id, French.Person(row.LastName, row.FirstName), db.TenantId, Role.Support, null, null, null, Support: new(accessId, grantedBy));
        }
        if (claimed.OperatorId is { } operatorId)
        {
            var row = await Operators(db, claimed, now).Where(a => a.Id == operatorId).Select(a => new { a.LastName, a.FirstName }).SingleOrDefaultAsync(ct);
            return row is null ? null : new Actor(operatorId, French.Person(row.LastName, row.FirstName), Guid.Empty, Role.Operator, null, null, null);
        }
        return null;
    }

    /// <summary>Operators whose account is open and, for a cookie, whose session stands: with a second factor wherever a certifier is real.</summary>
    private static IQueryable<Account> Operators(CqpDbContext db, ClaimedActor claimed, DateTimeOffset now) => db.Users.Where(a => a.IsOperator && (a.LockoutEnd == null || a.LockoutEnd <= now)
        && (claimed.Trusted || db.AccountSessions.Any(s => s.Id == claimed.SessionId && s.AccountId == a.Id && s.EndedAt == null && s.IdleUntil > now && s.ExpiresAt > now
            && (s.SecondFactor || (a.SecondFactorWaived && db.Tenants.All(t => t.IsDemonstration))))));

    /// <summary>
    /// Holds the rights until the transaction ends: whoever takes them away waits for this write, and a write that comes after finds them gone.
    /// Without it a row could be written after the end of a membership is committed.
    /// </summary>
    /// <returns>False where they are gone already.</returns>
    public static async Task<bool> HoldAsync(CqpDbContext db, ClaimedActor claimed, DateTimeOffset now, CancellationToken ct)
    {
        var rights = claimed switch
        {
            { MembershipId: { } id } => db.Database.SqlQuery<Guid>($"""
                select m.id from memberships m join accounts a on a.id = m.account_id
                where m.id = {id} and m.active and (a.lockout_end is null or a.lockout_end <= {now}) for share
                """),
            { ApiKeyId: { } id } => db.Database.SqlQuery<Guid>($"select id from api_keys where id = {id} and revoked_at is null and (expires_at is null or expires_at > {now}) for share"),
            { TutorLinkId: { } id } => db.Database.SqlQuery<Guid>($"select id from tutor_links where id = {id} and revoked_at is null and expires_at > {now} for share"),
            { OperatorId: { } id } => db.Database.SqlQuery<Guid>($"select id from accounts where id = {id} and is_operator and (lockout_end is null or lockout_end <= {now}) for share"),
            // A support access reads.
            { SupportAccessId: not null } => null,
            _ => throw new InvalidOperationException("Nobody acts."),
        };
        return rights is not null && (await rights.ToListAsync(ct)).Count == 1;
    }
}
