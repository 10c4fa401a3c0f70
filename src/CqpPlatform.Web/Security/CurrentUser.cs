using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace CqpPlatform.Web.Security;

/// <summary>Who the sign-in says acts: from the circuit's authentication state, or from the request outside a circuit. A claim, not a right: see <see cref="ActorReader"/>.</summary>
/// <param name="SessionId">The sign-in that carries a membership.</param>
/// <param name="Trusted">Said by the code itself, not by a cookie: a membership without a session counts from nowhere else.</param>
public sealed record ClaimedActor(Guid TenantId, Guid? MembershipId, Guid? ApiKeyId, Guid? TutorLinkId, Guid? SessionId = null, bool Trusted = false);

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
    public void ActAs(Guid tenantId, Guid membershipId) => impersonated = new(tenantId, membershipId, null, null, Trusted: true);

    /// <summary>For a job: as whoever asked for it.</summary>
    public void ActAs(ClaimedActor asker) => impersonated = asker;

    /// <summary>The same, as a tutor who came by a link.</summary>
    public void ActAsTutor(Guid tenantId, Guid tutorLinkId) => impersonated = new(tenantId, null, null, tutorLinkId);
}

public static class CqpClaims
{
    public const string Tenant = "cqp:tenant", Membership = "cqp:membership", ApiKey = "cqp:api-key", TutorLink = "cqp:tutor-link", Session = "cqp:session", Role = "cqp:role", TenantName = "cqp:tenant-name";

    public static ClaimedActor? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || Id(principal, Tenant) is not { } tenant) return null;
        return new ClaimedActor(tenant, Id(principal, Membership), Id(principal, ApiKey), Id(principal, TutorLink), SessionOf(principal));
    }

    /// <summary>The account's session, with or without a membership yet.</summary>
    public static Guid? SessionOf(ClaimsPrincipal principal) => Id(principal, Session);

    public static Guid? AccountOf(ClaimsPrincipal principal) => SessionOf(principal) is null ? null : Id(principal, ClaimTypes.NameIdentifier);

    private static Guid? Id(ClaimsPrincipal principal, string claim) => Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;
}
