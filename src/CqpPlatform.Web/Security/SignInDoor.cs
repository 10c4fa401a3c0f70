using System.Globalization;
using System.Security.Claims;
using CqpPlatform.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>Checks a password and writes the cookie. Every failure gets the same answer after the same work: nobody learns which accounts exist.</summary>
public sealed class SignInDoor(UserManager<Account> accounts, MembershipDirectory directory, IPasswordHasher<Account> hasher, IHttpContextAccessor http)
{
    public static readonly Error Refused = new("sign-in-refused",
        "Adresse ou mot de passe inconnu. Après plusieurs essais, attendez cinq minutes avant de recommencer.");
    public static readonly Error NoMembership = new("sign-in-no-membership", "Votre compte n’a plus d’accès. Demandez-en un à votre organisme certificateur.");

    // Compared with when the account is unknown, so that the answer takes as long.
    private static readonly Account Nobody = new();
    private static string? nobodysHash;

    public async Task<Result<MembershipEntry>> SignInAsync(string email, string password, CancellationToken ct)
    {
        // No address holds such characters, and neither Unicode's normal form nor PostgreSQL accepts them.
        var account = email.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned) ? null : await accounts.FindByEmailAsync(email.Trim());
        if (account is null)
        {
            hasher.VerifyHashedPassword(Nobody, nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()), password);
            return Refused;
        }
        var right = await accounts.CheckPasswordAsync(account, password);
        if (await accounts.IsLockedOutAsync(account)) return Refused;
        if (!right)
        {
            await accounts.AccessFailedAsync(account);
            return Refused;
        }
        await accounts.ResetAccessFailedCountAsync(account);
        if (await directory.OfAsync(account.Id, ct) is not [var first, ..]) return NoMembership;
        await WriteCookieAsync(account.Id, account.DisplayName, account.SecurityStamp, first);
        return first;
    }

    /// <summary>Moves the signed-in person to another of their own memberships.</summary>
    public async Task<Result<MembershipEntry>> SwitchAsync(Guid membershipId, CancellationToken ct)
    {
        var principal = http.HttpContext!.User;
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var accountId)) return SecurityErrors.NotSignedIn;
        var entry = (await directory.OfAsync(accountId, ct)).FirstOrDefault(m => m.MembershipId == membershipId);
        if (entry is null) return SecurityErrors.NotFound;
        await WriteCookieAsync(accountId, principal.Identity!.Name ?? "", principal.FindFirstValue(CqpClaims.Stamp), entry);
        return entry;
    }

    /// <summary>Ends every session of the person, open circuits and copied cookies included: a cookie alone cannot be taken back.</summary>
    public async Task SignOutAsync()
    {
        var context = http.HttpContext!;
        if (context.User.FindFirstValue(CqpClaims.Membership) is not null && await accounts.GetUserAsync(context.User) is { } account) await accounts.UpdateSecurityStampAsync(account);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    private Task WriteCookieAsync(Guid accountId, string name, string? stamp, MembershipEntry entry) =>
        http.HttpContext!.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, accountId.ToString()),
            new(ClaimTypes.Name, name),
            new(CqpClaims.Tenant, entry.TenantId.ToString()),
            new(CqpClaims.Membership, entry.MembershipId.ToString()),
            new(CqpClaims.Role, entry.Role.ToString()),
            new(CqpClaims.TenantName, entry.Place),
            .. stamp is null ? Array.Empty<Claim>() : [new(CqpClaims.Stamp, stamp)],
        ], CookieAuthenticationDefaults.AuthenticationScheme)));
}
