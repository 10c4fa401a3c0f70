using System.Security.Claims;
using System.Text.Encodings.Web;
using CqpPlatform.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CqpPlatform.Web.Security;

public sealed class ApiKeyOptions : AuthenticationSchemeOptions;

/// <summary>Authorization: Bearer KEY. The key names its tenant, so it is looked up under that tenant and no other.</summary>
public sealed class ApiKeyHandler(IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder, CqpDatabase database, TimeProvider time)
    : AuthenticationHandler<ApiKeyOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(ApiKey.Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (ApiKey.ParseHeader(header) is not var (slug, hash)) return AuthenticateResult.Fail("unknown key");

        var tenant = await database.TenantAsync(slug, Context.RequestAborted);
        if (tenant is null) return AuthenticateResult.Fail("unknown key");
        await using var db = await database.OpenAsync(tenant.Id, Context.RequestAborted);
        var now = time.GetUtcNow();
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.SecretHash == hash, Context.RequestAborted);
        if (key?.IsUsable(now) != true) return AuthenticateResult.Fail("unknown key");
        // A fact of the key's use and of no candidate: noted once a minute, without an audit entry.
        if (key.LastUsedAt is not { } last || now - last >= UsePrecision)
            await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), Context.RequestAborted);

        var identity = new ClaimsIdentity(
            [new(CqpClaims.Tenant, tenant.Id.ToString()), new(CqpClaims.ApiKey, key.Id.ToString()), new(CqpClaims.Role, key.Role.ToString())], Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }
}
