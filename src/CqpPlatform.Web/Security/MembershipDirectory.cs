using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security;

/// <summary>One of a person's places of work.</summary>
/// <param name="IsDemonstration">Whether a waiver of the second factor counts there: in an invented certifier and, for the operator, where there is no other.</param>
/// <param name="MembershipId">The membership; of a support access, the access; empty for the operator, who is of no tenant.</param>
public sealed record MembershipEntry(Guid MembershipId, Guid TenantId, string TenantName, Role Role, string? OrganisationName, bool IsDemonstration = false)
{
    public string Label => OrganisationName is null ? $"{TenantName}, {Role.French().ToLowerInvariant()}" : $"{TenantName}, {OrganisationName}";

    /// <summary>On whose behalf the person acts, shown beside the brand.</summary>
    public string Place => OrganisationName is null ? TenantName : $"{OrganisationName}, {TenantName}";
}

/// <summary>A person's memberships, asked tenant by tenant: there is no query that sees across tenants (docs/adr/0003).</summary>
public sealed class MembershipDirectory(CqpDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<MembershipEntry>> OfAsync(Guid accountId, CancellationToken ct = default)
    {
        var entries = new List<MembershipEntry>();
        var isOperator = await IsOperatorAsync(accountId, ct);
        var tenants = await database.TenantsAsync(ct);
        var allInvented = tenants.All(t => t.IsDemonstration);
        if (isOperator) entries.Add(new(Guid.Empty, Guid.Empty, "Exploitation", Role.Operator, null, allInvented));
        foreach (var tenant in tenants) entries.AddRange(await InAsync(tenant, accountId, isOperator, allInvented, ct));
        return entries;
    }

    /// <summary>A certifier that has invited this address and waits for an answer, or null: who has no access any more may still come to accept.</summary>
    public async Task<Guid?> InvitedByAsync(Account account, CancellationToken ct = default)
    {
        var (email, now) = (account.Email!.ToLowerInvariant(), time.GetUtcNow());
        foreach (var tenant in await database.TenantsAsync(ct))
        {
            await using var db = await database.OpenAsync(tenant.Id, ct);
            if (await db.Invitations.AnyAsync(i => i.Email == email && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now, ct)) return tenant.Id;
        }
        return null;
    }

    private async Task<bool> IsOperatorAsync(Guid accountId, CancellationToken ct)
    {
        await using var db = database.OpenGlobal();
        return await db.Users.AnyAsync(a => a.Id == accountId && a.IsOperator, ct);
    }

    private async Task<List<MembershipEntry>> InAsync(Tenant tenant, Guid accountId, bool isOperator, bool allInvented, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(tenant.Id, ct);
        var rows = await (
            from m in db.Memberships
            where m.AccountId == accountId && m.Active
            orderby m.Id
            select new { m.Id, m.Role, Organisation = db.TrainingOrganisations.Where(o => o.Id == m.OrganisationId).Select(o => o.Name).FirstOrDefault() }).ToListAsync(ct);
        var entries = rows.ConvertAll(r => new MembershipEntry(r.Id, tenant.Id, tenant.Name, r.Role, r.Organisation, tenant.IsDemonstration));
        if (!isOperator) return entries;
        var now = time.GetUtcNow();
        foreach (var access in await db.SupportAccesses.Where(a => a.OperatorId == accountId && a.ExpiresAt > now && a.EndedAt == null).Select(a => new { a.Id, a.ExpiresAt }).ToListAsync(ct))
            entries.Add(new(access.Id, tenant.Id, $"{tenant.Name}, lecture jusqu’au {FrenchFormat.DateTime(access.ExpiresAt!.Value)}", Role.Support, null, allInvented));
        return entries;
    }
}
