using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CqpPlatform.Web.Security;

/// <summary>What one step of a sign-in leaves for the next: sealed, for ten minutes, read once.</summary>
public sealed class ShortCookie(IDataProtectionProvider protection, IHttpContextAccessor http)
{
    /// <summary>Who gave the right password and still owes the second factor.</summary>
    public const string Step = "cqp-etape";

    /// <summary>The question a passkey is to answer.</summary>
    public const string Passkey = "cqp-cle";

    /// <summary>Where to go back to once signed in, when that address holds a secret that no other may repeat.</summary>
    public const string Return = "cqp-retour";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("A cookie needs a response.");

    public void Write(string name, string value) => Context.Response.Cookies.Append(NameFor(name), Protector(name).Protect(value, Lifetime),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, MaxAge = Lifetime });

    public string? Read(string name)
    {
        if (Context.Request.Cookies[NameFor(name)] is not { Length: > 0 } value) return null;
        try
        {
            return Protector(name).Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Reads what was left, for this once.</summary>
    public string? Take(string name)
    {
        var value = Read(name);
        if (value is not null) Clear(name);
        return value;
    }

    public void Clear(string name) => Context.Response.Cookies.Delete(NameFor(name), new CookieOptions { Secure = Context.Request.IsHttps });

    private string NameFor(string name) => HostCookie.NameFor(Context.Request, name);

    private ITimeLimitedDataProtector Protector(string name) => protection.CreateProtector(name).ToTimeLimitedDataProtector();
}
