using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security;

/// <summary>Who acts now, for which tenant, in which role: read again from the database at every event, never trusted from a cookie.</summary>
/// <param name="MembershipId">Null for an API key.</param>
public sealed record Actor(Guid Id, string Name, Guid TenantId, Role Role, Guid? MembershipId, Guid? OrganisationId, Guid? CompanyId)
{
    public Signatory Signatory => new(Id, Name);
}
