using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>Checks who comes and opens a session: password, then second factor where there is one; or a passkey alone. Every failure gets the same answer after the same work: nobody learns which accounts exist.</summary>
public sealed class SignInDoor(UserManager<Account> accounts, MembershipDirectory directory, IPasswordHasher<Account> hasher, SignInThrottle throttle, KnownBrowser browser, SecondFactors factors, Passkeys passkeys,
    SessionKeeper sessions, SignInCookie cookie, ShortCookie steps, TimeProvider time, IHttpContextAccessor http)
{
    public const string CodePath = "/connexion/code";
    public static readonly Error Refused = new("sign-in-refused", "Adresse ou mot de passe inconnu. Après plusieurs essais, une attente est demandée entre deux.");
    public static readonly Error NoMembership = new("sign-in-no-membership", "Votre compte n’a plus d’accès. Demandez-en un à votre organisme certificateur.");
    public static readonly Error StepLost = new("sign-in-step-lost", "Le temps est passé. Saisissez de nouveau votre adresse et votre mot de passe.");

    // Compared with when the account is unknown, so that the answer takes as long.
    private static readonly Account Nobody = new();
    private static string? nobodysHash;

    /// <returns>Where to go: the role's work, or the second step.</returns>
    public async Task<Result<string>> SignInAsync(string email, string password, CancellationToken ct = default)
    {
        var account = email.Any(Account.IsStranger) ? null : await accounts.FindByEmailAsync(email.Trim());
        if (await throttle.BeginAsync("password", email.Trim().ToUpperInvariant(), account?.Id, ct) is not { } attempt) return SignInThrottle.TooMany;
        if (account?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(Nobody, nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()), password);
            return Refused;
        }
        var right = await accounts.CheckPasswordAsync(account, password);
        if (!right || account.LockoutEnd > time.GetUtcNow()) return Refused;
        await throttle.SucceedAsync(attempt, ct);
        if (!(await factors.ReadAsync(account.Id, ct)).Any) return await OpenAsync(account, secondFactor: false, ct);
        steps.Write(ShortCookie.Step, account.Id.ToString());
        return CodePath;
    }

    /// <summary>Who gave the right password a moment ago, or null.</summary>
    public async Task<Account?> PendingAsync() =>
        steps.Read(ShortCookie.Step) is { } id && await accounts.FindByIdAsync(id) is { } account && !(account.LockoutEnd > time.GetUtcNow()) ? account : null;

    /// <summary>The second step: a code of the application, or a recovery code.</summary>
    public async Task<Result<string>> EnterCodeAsync(string? code, CancellationToken ct = default)
    {
        if (await PendingAsync() is not { } account) return StepLost;
        if (await factors.CheckAsync(account.Id, code, ct) is { Refused: true } refused) return refused;
        steps.Clear(ShortCookie.Step);
        return await OpenAsync(account, secondFactor: true, ct);
    }

    /// <summary>A passkey opens by itself, or as the second step.</summary>
    public async Task<Result<string>> EnterByPasskeyAsync(string? credentialJson, Uri site, CancellationToken ct = default)
    {
        if (steps.Read(ShortCookie.Passkey) is not { } state || string.IsNullOrEmpty(credentialJson)) return Passkeys.Failed;
        steps.Clear(ShortCookie.Passkey);
        var shown = await passkeys.CheckAsync(credentialJson, state, site);
        if (shown.Refused || shown.Value.LockoutEnd > time.GetUtcNow()) return Passkeys.Failed;
        steps.Clear(ShortCookie.Step);
        return await OpenAsync(shown.Value, secondFactor: true, ct);
    }

    /// <summary>Moves the signed-in person to another of their own memberships.</summary>
    /// <returns>Where to go.</returns>
    public async Task<Result<string>> SwitchAsync(Guid? membershipId, CancellationToken ct)
    {
        var principal = http.HttpContext!.User;
        if (await sessions.OfAsync(principal, ct) is not { } session || await accounts.FindByIdAsync(session.AccountId.ToString()) is not { } account) return SecurityErrors.NotSignedIn;
        var entry = (await directory.OfAsync(account.Id, ct)).FirstOrDefault(m => membershipId is null || m.MembershipId == membershipId);
        return entry is null ? SecurityErrors.NotFound : await cookie.EnterAsync(account, session, entry);
    }

    /// <summary>Ends this session, its open circuits and copied cookies included: a cookie alone cannot be taken back.</summary>
    public async Task SignOutAsync()
    {
        var context = http.HttpContext!;
        if (CqpClaims.AccountOf(context.User) is { } accountId && CqpClaims.SessionOf(context.User) is { } session) await sessions.EndAsync(accountId, session);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    private async Task<Result<string>> OpenAsync(Account account, bool secondFactor, CancellationToken ct)
    {
        browser.Remember(account.Id);
        var first = await directory.OfAsync(account.Id, ct) is [var entry, ..] ? entry : null;
        return first is null && await directory.InvitedByAsync(account, ct) is null ? NoMembership : await cookie.StartAsync(account, secondFactor, first, ct);
    }
}
