using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Operations.ListTenants;

public sealed record AccessLine(Guid Id, string Purpose, DateTimeOffset AskedAt, SupportAccessStatus Status, DateTimeOffset? EndsAt);

/// <param name="Last">The operator's own last request to this certifier.</param>
public sealed record TenantLine(Guid Id, string Slug, string Name, string DocumentPrefix, IReadOnlyList<string> Certifications, AccessLine? Last);

/// <summary>The certifiers of the installation and where one's own requests stand: nothing of a candidate.</summary>
public sealed class ListTenants(WorkFactory work, CqpDatabase database)
{
    public async Task<Result<IReadOnlyList<TenantLine>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageTenants, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var lines = new List<TenantLine>();
        foreach (var tenant in await database.TenantsAsync(ct))
        {
            await using var db = await database.OpenAsync(tenant.Id, ct);
            var certifications = await db.ReferentialVersions.Select(v => v.CertificationCode).Distinct().Order().ToListAsync(ct);
            var last = await db.SupportAccesses.AsNoTracking().Where(a => a.OperatorId == unit.Actor.Id).OrderByDescending(a => a.AskedAt).FirstOrDefaultAsync(ct);
            lines.Add(new(tenant.Id, tenant.Slug, tenant.Name, tenant.DocumentPrefix, certifications,
                last is null ? null : new(last.Id, last.Purpose, last.AskedAt, last.Status(unit.Now), last.EndedAt ?? last.ExpiresAt)));
        }
        return lines;
    }
}
