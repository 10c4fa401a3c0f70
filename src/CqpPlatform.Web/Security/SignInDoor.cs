using System.Globalization;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>Checks a password and opens a session. Every failure gets the same answer after the same work: nobody learns which accounts exist.</summary>
public sealed class SignInDoor(UserManager<Account> accounts, MembershipDirectory directory, IPasswordHasher<Account> hasher, SignInThrottle throttle, KnownBrowser browser, SessionKeeper sessions, SignInCookie cookie,
    TimeProvider time, IHttpContextAccessor http)
{
    public static readonly Error Refused = new("sign-in-refused",
        "Adresse ou mot de passe inconnu. Après plusieurs essais, une attente est demandée entre deux.");
    public static readonly Error NoMembership = new("sign-in-no-membership", "Votre compte n’a plus d’accès. Demandez-en un à votre organisme certificateur.");

    // Compared with when the account is unknown, so that the answer takes as long.
    private static readonly Account Nobody = new();
    private static string? nobodysHash;

    public async Task<Result<MembershipEntry>> SignInAsync(string email, string password, CancellationToken ct)
    {
        // No address holds such characters, and neither Unicode's normal form nor PostgreSQL accepts them.
        var account = email.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned) ? null : await accounts.FindByEmailAsync(email.Trim());
        if (await throttle.BeginAsync("password", email.Trim().ToUpperInvariant(), account?.Id, ct) is not { } attempt) return SignInThrottle.TooMany;
        if (account?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(Nobody, nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()), password);
            return Refused;
        }
        var right = await accounts.CheckPasswordAsync(account, password);
        if (!right || account.LockoutEnd > time.GetUtcNow()) return Refused;
        await throttle.SucceedAsync(attempt, ct);
        browser.Remember(account.Id);
        if (await directory.OfAsync(account.Id, ct) is not [var first, ..]) return NoMembership;
        await cookie.StartAsync(account, secondFactor: false, first, ct);
        return first;
    }

    /// <summary>Moves the signed-in person to another of their own memberships.</summary>
    public async Task<Result<MembershipEntry>> SwitchAsync(Guid membershipId, CancellationToken ct)
    {
        var principal = http.HttpContext!.User;
        if (CqpClaims.AccountOf(principal) is not { } accountId || CqpClaims.SessionOf(principal) is not { } id || await sessions.FindAsync(id, ct) is not { } session) return SecurityErrors.NotSignedIn;
        var entry = (await directory.OfAsync(accountId, ct)).FirstOrDefault(m => m.MembershipId == membershipId);
        if (entry is null) return SecurityErrors.NotFound;
        await cookie.WriteAsync(accountId, principal.Identity!.Name ?? "", session, entry);
        return entry;
    }

    /// <summary>Ends this session, its open circuits and copied cookies included: a cookie alone cannot be taken back.</summary>
    public async Task SignOutAsync()
    {
        var context = http.HttpContext!;
        if (CqpClaims.AccountOf(context.User) is { } accountId && CqpClaims.SessionOf(context.User) is { } session) await sessions.EndAsync(accountId, session);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
