using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security;

/// <summary>One of a person's places of work.</summary>
public sealed record MembershipEntry(Guid MembershipId, Guid TenantId, string TenantName, Role Role, string? OrganisationName)
{
    public string Label => OrganisationName is null ? $"{TenantName}, {Role.French().ToLowerInvariant()}" : $"{TenantName}, {OrganisationName}";

    /// <summary>On whose behalf the person acts, shown beside the brand.</summary>
    public string Place => OrganisationName is null ? TenantName : $"{OrganisationName}, {TenantName}";
}

/// <summary>A person's memberships, asked tenant by tenant: there is no query that sees across tenants (docs/adr/0003).</summary>
public sealed class MembershipDirectory(CqpDatabase database)
{
    public async Task<IReadOnlyList<MembershipEntry>> OfAsync(Guid accountId, CancellationToken ct = default)
    {
        var entries = new List<MembershipEntry>();
        foreach (var tenant in await database.TenantsAsync(ct)) entries.AddRange(await InAsync(tenant, accountId, ct));
        return entries;
    }

    private async Task<List<MembershipEntry>> InAsync(Tenant tenant, Guid accountId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(tenant.Id, ct);
        var rows = await (
            from m in db.Memberships
            where m.AccountId == accountId && m.Active
            orderby m.Id
            select new { m.Id, m.Role, Organisation = db.TrainingOrganisations.Where(o => o.Id == m.OrganisationId).Select(o => o.Name).FirstOrDefault() }).ToListAsync(ct);
        return [.. rows.Select(r => new MembershipEntry(r.Id, tenant.Id, tenant.Name, r.Role, r.Organisation))];
    }
}
