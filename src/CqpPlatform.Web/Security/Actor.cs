using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security.Support;

namespace CqpPlatform.Web.Security;

/// <summary>Who acts now, for which tenant, in which role: read again from the database at every event, never trusted from a cookie.</summary>
/// <param name="MembershipId">Null for an API key.</param>
/// <param name="Support">Where an operator reads by the certifier's leave.</param>
/// <param name="Scopes">What an API key is narrowed to; null or empty = all of its role.</param>
public sealed record Actor(Guid Id, string Name, Guid TenantId, Role Role, Guid? MembershipId, Guid? OrganisationId, Guid? CompanyId, IReadOnlyList<Permission>? Scopes = null,
    SupportPass? Support = null)
{
    public bool Holds(Permission permission) => Role.Grants(permission) && (Scopes is not { Count: > 0 } || Scopes.Contains(permission));

    public Signatory Signatory => new(Id, Name);
}
