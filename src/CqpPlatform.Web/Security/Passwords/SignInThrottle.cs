using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.Passwords;

/// <summary>One attempt that may be made; it counts as failed until it is said to have succeeded.</summary>
public sealed record Attempt(IReadOnlyList<string> Keys);

/// <summary>
/// Slows guessing down without giving anybody the means to shut a person out (docs/adr/0012): the wait grows for one subject from one place,
/// a browser that has signed in before is counted by itself, and the cap on all unknown browsers together leaves that browser, the passkey
/// and the mailbox open. The subject is what was typed, so that an unknown address behaves the same.
/// </summary>
public sealed class SignInThrottle(CqpDatabase database, KnownBrowser browser, TimeProvider time, IHttpContextAccessor http)
{
    public const int Free = 5, AnywherePerDay = 100;
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15), LongestWait = TimeSpan.FromMinutes(15), Memory = TimeSpan.FromDays(1);
    public static readonly Error TooMany = new("too-many-attempts",
        "Trop d’essais. Attendez un peu avant de recommencer ; une clé d’accès ou un nouveau mot de passe demandé par courriel ouvrent sans attendre.".French());

    /// <param name="kind">What is guessed: a password, a code.</param>
    /// <param name="accountId">Where there is such an account.</param>
    /// <returns>Null where it is too soon.</returns>
    public async Task<Attempt?> BeginAsync(string kind, string subject, Guid? accountId, CancellationToken ct = default)
    {
        var known = accountId is { } id ? browser.MarkOf(id) : null;
        var address = RateLimits.Neighbourhood(http.HttpContext?.Connection.RemoteIpAddress);
        List<(string Key, int Limit)> keys = known is not null ? [(Key(kind, subject, known), 0)] : [(Key(kind, subject, address.ToString()), 0), (Key(kind, subject, "anywhere"), AnywherePerDay)];
        await using var db = database.OpenGlobal();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var (key, limit) in keys)
            if (!await CountAsync(db, key, limit, ct)) return null;
        await transaction.CommitAsync(ct);
        return new Attempt([.. keys.Select(k => k.Key)]);
    }

    public async Task SucceedAsync(Attempt attempt, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        await db.SignInFailures.Where(f => f.Key == attempt.Keys[0]).ExecuteDeleteAsync(ct);
        await db.SignInFailures.Where(f => attempt.Keys.Contains(f.Key)).ExecuteUpdateAsync(s => s.SetProperty(f => f.Count, f => f.Count - 1), ct);
    }

    /// <summary>How long after so many failures in a row.</summary>
    public static TimeSpan Wait(int failures) => failures < Free ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, FirstWait.TotalSeconds * Math.Pow(2, Math.Min(failures - Free, 20))));

    // Counted before the attempt, in one statement: a hundred at once are a hundred.
    private async Task<bool> CountAsync(CqpDbContext db, string key, int limit, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var forgotten = now - Memory;
        var counted = await db.Database.SqlQuery<int>($"""
            insert into sign_in_failures as f (key, count, last_at) values ({key}, 1, {now})
            on conflict (key) do update set count = case when f.last_at < {forgotten} then 1 else f.count + 1 end, last_at = {now}
            where f.last_at < {forgotten} or ({limit} > 0 and f.count < {limit}) or ({limit} = 0 and (f.count < {Free}
              or f.last_at <= {now} - make_interval(secs => least({LongestWait.TotalSeconds}, {FirstWait.TotalSeconds} * power(2, least(f.count - {Free}, 20))))))
            returning f.count
            """).ToListAsync(ct);
        return counted.Count == 1;
    }

    private static string Key(params string[] parts) => Sha256Hex.Of(string.Join('\n', parts));
}
