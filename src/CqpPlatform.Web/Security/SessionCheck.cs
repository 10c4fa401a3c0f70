using System.Security.Claims;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace CqpPlatform.Web.Security;

/// <summary>A cookie says who came in, not that they still may be there: a page asked with a session that has ended leads back to the door.</summary>
public sealed class SessionCheck(CqpDatabase database, SessionKeeper sessions, TimeProvider time)
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        // Scripts, styles and public pages ask nothing of the session.
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return;
        if (context.Principal is { } principal && await http.RequestServices.GetRequiredService<SessionCheck>().StandsAsync(principal, touch: true, http.RequestAborted)) return;
        context.RejectPrincipal();
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>True where the person may still be there.</summary>
    /// <param name="touch">A request or an event is a sign of life; looking is not.</param>
    public async Task<bool> StandsAsync(ClaimsPrincipal principal, bool touch, CancellationToken ct = default)
    {
        if (CqpClaims.Read(principal) is not { } claimed) return await sessions.OfAsync(principal, ct) is not null;
        await using var db = await claimed.OpenAsync(database, ct);
        if (await ActorReader.ReadAsync(db, claimed, time.GetUtcNow(), ct) is null) return false;
        if (touch && claimed.SessionId is { } session) await sessions.TouchAsync(db, session, ct);
        return true;
    }
}
