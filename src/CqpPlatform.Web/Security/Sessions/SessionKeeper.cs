using System.Security.Claims;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.Sessions;

/// <summary>Starts, prolongs, lists and ends the sessions of accounts.</summary>
public sealed class SessionKeeper(CqpDatabase database, SessionLimits limits, TimeProvider time)
{
    // A session in use is prolonged at most this often: an event must not cost a write each.
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    public async Task<AccountSession> StartAsync(Guid accountId, string device, bool secondFactor, CancellationToken ct)
    {
        await using var db = database.OpenGlobal();
        var now = time.GetUtcNow();
        // What ended long ago serves nobody.
        await db.AccountSessions.Where(s => s.AccountId == accountId && s.ExpiresAt < now.AddDays(-30)).ExecuteDeleteAsync(ct);
        var session = AccountSession.Start(accountId, device, secondFactor, limits, now);
        db.Add(session);
        await db.SaveChangesAsync(ct);
        return session;
    }

    /// <summary>The session where it is still open.</summary>
    public async Task<AccountSession?> FindAsync(Guid sessionId, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        var session = await db.AccountSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, ct);
        return session?.IsOpen(time.GetUtcNow()) == true ? session : null;
    }

    /// <summary>The session somebody signed in comes with, where it is still open and theirs.</summary>
    public async Task<AccountSession?> OfAsync(ClaimsPrincipal user, CancellationToken ct) =>
        CqpClaims.AccountOf(user) is { } account && CqpClaims.SessionOf(user) is { } id && await FindAsync(id, ct) is { } session && session.AccountId == account ? session : null;

    /// <summary>Notes that its owner is at work. It never brings back a session that has ended.</summary>
    public async Task TouchAsync(CqpDbContext db, Guid sessionId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await db.AccountSessions.Where(s => s.Id == sessionId && s.EndedAt == null && s.IdleUntil > now && s.LastSeenAt < now - Grain)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.IdleUntil, now + limits.Inactivity), ct);
    }

    public async Task<IReadOnlyList<AccountSession>> OpenOfAsync(Guid accountId, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        var now = time.GetUtcNow();
        return await db.AccountSessions.AsNoTracking().Where(s => s.AccountId == accountId && s.EndedAt == null && s.IdleUntil > now && s.ExpiresAt > now)
            .OrderByDescending(s => s.LastSeenAt).ToListAsync(ct);
    }

    /// <summary>Ends one session of the account, or with <paramref name="except"/> all the others.</summary>
    public async Task EndAsync(Guid accountId, Guid? sessionId = null, Guid? except = null, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        var now = time.GetUtcNow();
        await db.AccountSessions.Where(s => s.AccountId == accountId && s.EndedAt == null && (sessionId == null || s.Id == sessionId) && (except == null || s.Id != except))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
    }

    /// <summary>The person has just proved who they are again, perhaps by a second factor.</summary>
    public async Task ConfirmAsync(Guid sessionId, bool secondFactor, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        var now = time.GetUtcNow();
        await db.AccountSessions.Where(s => s.Id == sessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, now).SetProperty(x => x.SecondFactor, x => x.SecondFactor || secondFactor), ct);
    }
}
