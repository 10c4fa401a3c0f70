using CqpPlatform.Domain.Certifiers;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

public static class IdentityQuery
{
    /// <summary>What documents issued now wear: the certifier's last version, or the platform's own look.</summary>
    public static async Task<IdentityContent> IdentityInForceAsync(this CqpDbContext db, CancellationToken ct = default) =>
        (await db.CertifierIdentities.AsNoTracking().OrderByDescending(i => i.Version).FirstOrDefaultAsync(ct))?.Content ?? IdentityContent.Default;
}
