using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.Retention;

/// <summary>
/// Erases the accounts that open nothing any more, here or elsewhere. An account is the person's and not a certifier's: while another certifier has an access of
/// theirs on record it stays, and nobody here is told so.
/// </summary>
internal static class StaffEraser
{
    /// <summary>After the accesses are forgotten and committed, so that of two certifiers who forget at once the later one finds nothing left; whatever an interruption left is found again.</summary>
    public static async Task EraseAsync(UnitOfWork unit, CqpDatabase database, CancellationToken ct)
    {
        var db = unit.Db;
        var accounts = await db.Users.Where(a => a.ErasedAt == null && !a.IsOperator && db.Memberships.Any(m => m.AccountId == a.Id && m.ForgottenAt != null)).ToListAsync(ct);
        var kept = new HashSet<Guid>();
        foreach (var tenant in accounts.Count == 0 ? [] : await database.TenantsAsync(ct)) kept.UnionWith(await KnownAsync(database, tenant.Id, accounts.ConvertAll(a => a.Id), ct));
        var ids = accounts.Where(a => !kept.Contains(a.Id)).Select(a => a.Id).ToHashSet();
        if (ids.Count == 0) return;
        accounts.Where(a => ids.Contains(a.Id)).ToList().ForEach(a => a.Erase(unit.Now));
        await db.AccountSessions.Where(s => ids.Contains(s.AccountId)).ExecuteDeleteAsync(ct);
        await db.PasswordResets.Where(r => r.AccountId != null && ids.Contains(r.AccountId.Value)).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(c => ids.Contains(c.AccountId)).ExecuteDeleteAsync(ct);
        await db.UserTokens.Where(t => ids.Contains(t.UserId)).ExecuteDeleteAsync(ct);
        await db.Set<IdentityUserPasskey<Guid>>().Where(p => ids.Contains(p.UserId)).ExecuteDeleteAsync(ct);
        await unit.SaveAsync(reason: null, ct);
    }

    private static async Task<List<Guid>> KnownAsync(CqpDatabase database, Guid tenantId, IReadOnlyCollection<Guid> accountIds, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(tenantId, ct);
        return await db.Memberships.Where(m => accountIds.Contains(m.AccountId) && m.ForgottenAt == null).Select(m => m.AccountId).ToListAsync(ct);
    }
}
