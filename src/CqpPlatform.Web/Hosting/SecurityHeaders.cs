using System.Security.Cryptography;
using Microsoft.AspNetCore.Components.Endpoints;

namespace CqpPlatform.Web.Hosting;

/// <summary>What every answer tells the browser to forbid (docs/operations.md).</summary>
public static class SecurityHeaders
{
    private const string NonceKey = "csp-nonce";

    /// <summary>The word of this answer alone, which a script tag must bear to run where it does not name a file of this site.</summary>
    public static string CspNonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce) context.Items[NonceKey] = nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return nonce;
    }

    /// <summary>At the last moment: what breaks on the way clears the headers, and its answer needs them too.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.CspNonce());
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (IsNobodyElses(context)) headers.CacheControl = "no-store";
    }

    // Nothing is asked of another host, and no script stands in a page. Modules that Blazor imports bear no nonce: they are this site's.
    private static string Policy(string nonce) => $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "object-src 'none'; frame-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>A page, or anything given to somebody who has signed in or holds a key: not for the next person at this computer, nor for a proxy.</summary>
    private static bool IsNobodyElses(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null) return false;
        return context.User.Identity?.IsAuthenticated == true || endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
    }
}
