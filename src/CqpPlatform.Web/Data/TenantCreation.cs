using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>What the operator says of a new certifying body.</summary>
public sealed record NewTenant(string Slug, string Name, string DocumentPrefix, CertifierProfile Profile, IReadOnlyList<string> Certifications, IReadOnlyList<CertificationMention> Mentions, bool IsDemonstration = false);

/// <summary>Creates a certifying body with its published referentials.</summary>
public sealed class TenantCreation(CqpDatabase database, TimeProvider time)
{
    /// <param name="shipped">The referentials shipped with the platform; those the tenant certifies are published.</param>
    /// <param name="more">What is written with it: the first manager's invitation.</param>
    public async Task<Tenant> CreateAsync(NewTenant input, IEnumerable<ShippedReferential> shipped, Action<CqpDbContext, Tenant>? more = null, CancellationToken ct = default)
    {
        var tenant = Tenant.Create(input.Slug, input.Name, input.DocumentPrefix, input.IsDemonstration);
        await using var db = await database.OpenAsync(tenant.Id, ct);
        (db.Audit.ActorName, db.Audit.Action) = ("Exploitant", nameof(TenantCreation));
        db.Tenants.Add(tenant);
        db.Add(input.Profile);
        db.AddRange(input.Mentions);
        db.AddRange(shipped.Where(r => input.Certifications.Contains(r.Referential.Code))
            .Select(r => ReferentialVersion.Publish(r.Referential, r.Json, time.GetUtcNow())));
        more?.Invoke(db, tenant);
        await db.SaveChangesAsync(ct);
        return tenant;
    }

    public async Task<bool> AnyAsync(CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        return await db.Tenants.AnyAsync(ct);
    }
}
