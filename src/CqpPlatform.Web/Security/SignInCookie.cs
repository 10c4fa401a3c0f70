using System.Security.Claims;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CqpPlatform.Web.Security;

/// <summary>Writes what the browser keeps of a sign-in: the session and, once the person may work there, one membership.</summary>
public sealed class SignInCookie(SessionKeeper sessions, IHttpContextAccessor http)
{
    /// <summary>Where a role that needs a second factor sets it up, before anything else.</summary>
    public const string SetUpPath = "/compte/double-authentification";

    /// <summary>Where somebody without an access is led.</summary>
    public const string AccountPath = "/compte";

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("A cookie needs a response.");

    /// <summary>Opens a session, and ends the one this browser had.</summary>
    /// <param name="entry">Null where an invitation is all the person has: the cookie then opens their own account, and lets them accept.</param>
    /// <returns>Where to go.</returns>
    public async Task<string> StartAsync(Account account, bool secondFactor, MembershipEntry? entry, CancellationToken ct)
    {
        if (CqpClaims.AccountOf(Context.User) is { } former && CqpClaims.SessionOf(Context.User) is { } left) await sessions.EndAsync(former, left, ct: ct);
        var session = await sessions.StartAsync(account.Id, DeviceName.Of(Context.Request.Headers.UserAgent), secondFactor, ct);
        if (entry is not null) return await EnterAsync(account, session, entry);
        await WriteAsync(account, session, [new(CqpClaims.Invited, "")]);
        return AccountPath;
    }

    /// <summary>Names the membership in the cookie, unless its role still owes a second factor: the cookie then opens one's own account and nothing else.</summary>
    /// <returns>Where to go.</returns>
    public async Task<string> EnterAsync(Account account, AccountSession session, MembershipEntry entry)
    {
        var owes = entry.Role.NeedsSecondFactor() && !session.SecondFactor && !(account.SecondFactorWaived && entry.IsDemonstration);
        await WriteAsync(account, session, owes ? [] :
            [
                .. entry.Role == Role.Operator ? [new Claim(CqpClaims.Operator, account.Id.ToString())]
                    : new[] { new Claim(CqpClaims.Tenant, entry.TenantId.ToString()), new Claim(entry.Role == Role.Support ? CqpClaims.Support : CqpClaims.Membership, entry.MembershipId.ToString()) },
                new(CqpClaims.Role, entry.Role.ToString()),
                new(CqpClaims.TenantName, entry.Place),
            ]);
        return owes ? SetUpPath : entry.Role.LandingPath();
    }

    private Task WriteAsync(Account account, AccountSession session, IEnumerable<Claim> work)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(ClaimTypes.Name, account.DisplayName), new(CqpClaims.Session, session.Id.ToString()), .. work];
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        return Context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = session.ExpiresAt });
    }
}

/// <summary>A session without a membership is led to what it still owes, whatever page it asks for.</summary>
public static class SecondFactorLead
{
    public static void LeadToSecondFactor(this WebApplication app) => app.Use((context, next) =>
    {
        if (CqpClaims.AccountOf(context.User) is null || CqpClaims.Read(context.User) is not null || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null || context.Request.Path.StartsWithSegments("/compte") || context.Request.Path.StartsWithSegments("/deconnexion"))
            return next(context);
        context.Response.Redirect(CqpClaims.IsInvited(context.User) ? SignInCookie.AccountPath : SignInCookie.SetUpPath);
        return Task.CompletedTask;
    });
}
