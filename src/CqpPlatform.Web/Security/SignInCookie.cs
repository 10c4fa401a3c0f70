using System.Security.Claims;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CqpPlatform.Web.Security;

/// <summary>Writes what the browser keeps of a sign-in: the session and, once the person may work there, one membership.</summary>
public sealed class SignInCookie(SessionKeeper sessions, IHttpContextAccessor http)
{
    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("A cookie needs a response.");

    /// <summary>Opens a session, and ends the one this browser had.</summary>
    public async Task<AccountSession> StartAsync(Account account, bool secondFactor, MembershipEntry? entry, CancellationToken ct)
    {
        if (CqpClaims.AccountOf(Context.User) is { } former && CqpClaims.SessionOf(Context.User) is { } left) await sessions.EndAsync(former, left, ct: ct);
        var session = await sessions.StartAsync(account.Id, DeviceName.Of(Context.Request.Headers.UserAgent), secondFactor, ct);
        await WriteAsync(account.Id, account.DisplayName, session, entry);
        return session;
    }

    /// <param name="entry">Null while a second factor is still to be set up: the cookie then opens one's own account and nothing else.</param>
    public Task WriteAsync(Guid accountId, string name, AccountSession session, MembershipEntry? entry)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, accountId.ToString()), new(ClaimTypes.Name, name), new(CqpClaims.Session, session.Id.ToString())];
        if (entry is not null)
            claims.AddRange(
            [
                .. entry.Role == Role.Operator ? [new Claim(CqpClaims.Operator, accountId.ToString())]
                    : new[] { new Claim(CqpClaims.Tenant, entry.TenantId.ToString()), new Claim(entry.Role == Role.Support ? CqpClaims.Support : CqpClaims.Membership, entry.MembershipId.ToString()) },
                new(CqpClaims.Role, entry.Role.ToString()),
                new(CqpClaims.TenantName, entry.Place),
            ]);
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        return Context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = session.ExpiresAt });
    }
}
