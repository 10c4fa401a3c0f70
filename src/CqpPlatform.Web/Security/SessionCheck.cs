using CqpPlatform.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace CqpPlatform.Web.Security;

/// <summary>A cookie says who came in, not that they still may be there: a page asked with a session that has ended leads back to the door.</summary>
public static class SessionCheck
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        // Scripts, styles and public pages ask nothing of the session.
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return;
        if (context.Principal is { } principal && CqpClaims.Read(principal) is { } claimed)
        {
            await using var db = await http.RequestServices.GetRequiredService<CqpDatabase>().OpenAsync(claimed.TenantId, http.RequestAborted);
            if (await ActorReader.ReadAsync(db, claimed, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), http.RequestAborted) is not null) return;
        }
        context.RejectPrincipal();
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
