using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security;

/// <summary>Ties an account to one tenant, one role and, where the role works for one, a training organisation or a company.</summary>
public sealed class Membership : TenantEntity
{
    private Membership() { }

    public Guid AccountId { get; private set; }
    public Role Role { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public Guid? CompanyId { get; private set; }
    public bool Active { get; private set; } = true;

    /// <summary>Ended for so long that it is no longer listed and cannot be given back, except by a new invitation.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    public static Membership Create(Guid accountId, Role role, Guid? organisationId = null, Guid? companyId = null) =>
        !role.IsByMembership() || (role is Role.TrainingOrganisation && organisationId is null)
            ? throw new ArgumentException("A training organisation's membership names its organisation, and a tutor has none.", nameof(role))
            : new() { AccountId = accountId, Role = role, OrganisationId = organisationId, CompanyId = companyId };

    public void End() => Active = false;
    public void Forget(DateTimeOffset now) => ForgottenAt = now;
    public void Restore() => (Active, ForgottenAt) = (true, null);
}
