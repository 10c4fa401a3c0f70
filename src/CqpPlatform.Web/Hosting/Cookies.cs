using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CqpPlatform.Web.Hosting;

/// <summary>
/// Where people come by https, every cookie is named __Host-…: a browser then takes it from this host alone, over https, for the whole site.
/// Over http, as on a developer's machine, browsers refuse that name, so it is left out (docs/operations.md).
/// </summary>
public static class Cookies
{
    public static void AddCookieNames(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.PublicUrl().StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return;
        services.PostConfigureAll<CookieAuthenticationOptions>(options => Bind(options.Cookie));
        services.PostConfigure<AntiforgeryOptions>(options => Bind(options.Cookie));
    }

    private static void Bind(CookieBuilder cookie)
    {
        cookie.Name = HostCookie.Prefix + cookie.Name;
        (cookie.SecurePolicy, cookie.Path, cookie.Domain) = (CookieSecurePolicy.Always, "/", null);
    }
}
