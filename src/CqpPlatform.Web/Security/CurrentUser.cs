using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace CqpPlatform.Web.Security;

/// <summary>Who the sign-in says acts: from the circuit's authentication state, or from the request outside a circuit. A claim, not a right: see <see cref="ActorReader"/>.</summary>
/// <param name="Stamp">The account's security stamp at sign-in; null for work without a sign-in.</param>
public sealed record ClaimedActor(Guid TenantId, Guid? MembershipId, Guid? ApiKeyId, Guid? TutorLinkId, string? Stamp = null);

public sealed class CurrentUser(IServiceProvider services, IHttpContextAccessor http)
{
    private ClaimedActor? impersonated;

    public async Task<ClaimedActor?> GetAsync()
    {
        if (impersonated is not null) return impersonated;
        return CqpClaims.Read(await PrincipalAsync());
    }

    public async Task<ClaimsPrincipal> PrincipalAsync()
    {
        if (http.HttpContext is { } context && !context.WebSockets.IsWebSocketRequest && context.GetEndpoint()?.DisplayName?.Contains("_blazor", StringComparison.Ordinal) != true)
            return context.User;
        return services.GetService<AuthenticationStateProvider>() is { } state ? (await state.GetAuthenticationStateAsync()).User : new ClaimsPrincipal();
    }

    /// <summary>For work without a sign-in: the demonstration's story and tests. The rights are still read from the database.</summary>
    public void ActAs(Guid tenantId, Guid membershipId) => impersonated = new(tenantId, membershipId, null, null);

    /// <summary>For a job: as whoever asked for it.</summary>
    public void ActAs(ClaimedActor asker) => impersonated = asker;

    /// <summary>The same, as a tutor who came by a link.</summary>
    public void ActAsTutor(Guid tenantId, Guid tutorLinkId) => impersonated = new(tenantId, null, null, tutorLinkId);
}

public static class CqpClaims
{
    public const string Tenant = "cqp:tenant", Membership = "cqp:membership", ApiKey = "cqp:api-key", TutorLink = "cqp:tutor-link", Stamp = "cqp:stamp", Role = "cqp:role", TenantName = "cqp:tenant-name";

    public static ClaimedActor? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || Id(Tenant) is not { } tenant) return null;
        return new ClaimedActor(tenant, Id(Membership), Id(ApiKey), Id(TutorLink), principal.FindFirstValue(Stamp));

        Guid? Id(string claim) => Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;
    }
}
