using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CqpPlatform.Web.Security.Passwords;

/// <summary>
/// Remembers, in the browser, the accounts that signed in on it: somebody else's wrong passwords do not make it wait. The mark opens nothing
/// by itself.
/// </summary>
public sealed class KnownBrowser(IDataProtectionProvider protection, TimeProvider time, IHttpContextAccessor http)
{
    public const string Cookie = "cqp-navigateur";
    private const int MostAccounts = 5;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);
    private readonly IDataProtector protector = protection.CreateProtector("known-browser");

    /// <summary>This browser's mark for the account, or null.</summary>
    public string? MarkOf(Guid accountId) => Read().FirstOrDefault(mark => mark.StartsWith(accountId.ToString("N"), StringComparison.Ordinal));

    public void Remember(Guid accountId)
    {
        if (http.HttpContext is not { } context || MarkOf(accountId) is not null) return;
        var marks = Read().Prepend(accountId.ToString("N") + RandomNumberGenerator.GetHexString(24, lowercase: true)).Take(MostAccounts);
        context.Response.Cookies.Append(HostCookie.NameFor(context.Request, Cookie), protector.Protect(string.Join(' ', marks)), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Expires = time.GetUtcNow() + Lifetime,
        });
    }

    private string[] Read()
    {
        if (http.HttpContext is not { } context || context.Request.Cookies[HostCookie.NameFor(context.Request, Cookie)] is not { Length: > 0 } value) return [];
        try
        {
            return protector.Unprotect(value).Split(' ');
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
