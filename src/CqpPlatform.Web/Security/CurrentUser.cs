using System.Security.Claims;
using CqpPlatform.Web.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CqpPlatform.Web.Security;

/// <summary>Who the sign-in says acts: from the circuit's authentication state, or from the request outside a circuit. A claim, not a right: see <see cref="ActorReader"/>.</summary>
/// <param name="SessionId">The sign-in that carries a membership.</param>
/// <param name="SupportAccessId">The access under which an operator reads this tenant.</param>
/// <param name="OperatorId">The operator's account, outside every tenant.</param>
/// <param name="Trusted">Said by the code itself, not by a cookie: a membership without a session counts from nowhere else.</param>
public sealed record ClaimedActor(Guid TenantId, Guid? MembershipId, Guid? ApiKeyId, Guid? TutorLinkId, Guid? SessionId = null, bool Trusted = false,
    Guid? SupportAccessId = null, Guid? OperatorId = null)
{
    /// <summary>Where this actor works: in one tenant, or for the operator in none.</summary>
    public Task<CqpDbContext> OpenAsync(CqpDatabase database, CancellationToken ct) => OperatorId is null ? database.OpenAsync(TenantId, ct) : Task.FromResult(database.OpenGlobal());
}

// The state and the address are asked for at once: a page that is left while it loads still asks who acts, when its circuit is gone already.
public sealed class CurrentUser(IHttpContextAccessor http, AuthenticationStateProvider? state = null, NavigationManager? navigation = null)
{
    private ClaimedActor? impersonated;

    public async Task<ClaimedActor?> GetAsync()
    {
        if (impersonated is not null) return impersonated;
        return CqpClaims.Read(await PrincipalAsync());
    }

    public async Task<ClaimsPrincipal> PrincipalAsync()
    {
        if (Request is { } context) return context.User;
        return state is not null ? (await state.GetAuthenticationStateAsync()).User : new ClaimsPrincipal();
    }

    /// <summary>Path of the page or endpoint that asks, without its query.</summary>
    public string Page() => Request is { } context ? context.Request.Path.Value ?? ""
        : navigation is not null ? "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0] : "";

    // Inside a circuit the request is the one that opened it, long ago.
    private HttpContext? Request => http.HttpContext is { } context && !context.WebSockets.IsWebSocketRequest && context.GetEndpoint()?.DisplayName?.Contains("_blazor", StringComparison.Ordinal) != true ? context : null;

    /// <summary>For work without a sign-in: the demonstration's story and tests. The rights are still read from the database.</summary>
    /// <param name="sessionId">To act within a sign-in, which then counts.</param>
    public void ActAs(Guid tenantId, Guid membershipId, Guid? sessionId = null) => impersonated = new(tenantId, membershipId, null, null, sessionId, Trusted: sessionId is null);

    /// <summary>For a job: as whoever asked for it.</summary>
    public void ActAs(ClaimedActor asker) => impersonated = asker;

    /// <summary>The same, as a tutor who came by a link.</summary>
    public void ActAsTutor(Guid tenantId, Guid tutorLinkId) => impersonated = new(tenantId, null, null, tutorLinkId);

    public void ActAsOperator(Guid accountId) => impersonated = new(Guid.Empty, null, null, null, Trusted: true, OperatorId: accountId);
    public void ActAsSupport(Guid tenantId, Guid accessId) => impersonated = new(tenantId, null, null, null, Trusted: true, SupportAccessId: accessId);
}

public static class CqpClaims
{
    public const string Tenant = "cqp:tenant", Membership = "cqp:membership", ApiKey = "cqp:api-key", TutorLink = "cqp:tutor-link", Session = "cqp:session", Role = "cqp:role", TenantName = "cqp:tenant-name",
        Support = "cqp:support-access", Operator = "cqp:operator", Invited = "cqp:invited";

    public static ClaimedActor? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true) return null;
        if (Id(principal, Operator) is { } account) return new ClaimedActor(Guid.Empty, null, null, null, SessionOf(principal), OperatorId: account);
        if (Id(principal, Tenant) is not { } tenant) return null;
        return new ClaimedActor(tenant, Id(principal, Membership), Id(principal, ApiKey), Id(principal, TutorLink), SessionOf(principal), SupportAccessId: Id(principal, Support));
    }

    /// <summary>The account's session, with or without a membership yet.</summary>
    public static Guid? SessionOf(ClaimsPrincipal principal) => Id(principal, Session);

    /// <summary>Came in with an invitation to accept and no access yet: owes no second factor before the role is known.</summary>
    public static bool IsInvited(ClaimsPrincipal principal) => principal.HasClaim(c => c.Type == Invited);

    public static Guid? AccountOf(ClaimsPrincipal principal) => SessionOf(principal) is null ? null : Id(principal, ClaimTypes.NameIdentifier);

    private static Guid? Id(ClaimsPrincipal principal, string claim) => Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;
}
