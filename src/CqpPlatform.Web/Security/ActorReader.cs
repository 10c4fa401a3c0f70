using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security;

/// <summary>Reads the actor's rights as they are now: an ended membership, a locked account or a revoked key stops at the next event.</summary>
public static class ActorReader
{
    private static readonly TimeSpan LongestLockout = TimeSpan.FromHours(1);

    public static async Task<Actor?> ReadAsync(CqpDbContext db, ClaimedActor claimed, DateTimeOffset now, CancellationToken ct)
    {
        if (claimed.MembershipId is { } membershipId)
        {
            // Wrong passwords close the door for minutes, and anybody can type them: only a longer lock puts out who is already at work.
            var closed = now + LongestLockout;
            var row = await (
                from m in db.Memberships
                join a in db.Users on m.AccountId equals a.Id
                where m.Id == membershipId && m.Active && (a.LockoutEnd == null || a.LockoutEnd < closed) && (claimed.Stamp == null || a.SecurityStamp == claimed.Stamp)
                select new { m.AccountId, a.LastName, a.FirstName, m.Role, m.OrganisationId, m.CompanyId }).SingleOrDefaultAsync(ct);
            return row is null ? null
                : new Actor(row.AccountId, $"{row.LastName.ToUpperInvariant()} {row.FirstName}", db.TenantId, row.Role, membershipId, row.OrganisationId, row.CompanyId);
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
                where l.Id == linkId && l.RevokedAt == null && l.ExpiresAt > now
                select new { t.Id, t.LastName, t.FirstName, t.CompanyId }).SingleOrDefaultAsync(ct);
            return row is null ? null
                : new Actor(row.Id, $"{row.LastName.ToUpperInvariant()} {row.FirstName}", db.TenantId, Role.Tutor, null, null, row.CompanyId);
        }
        return null;
    }
}
