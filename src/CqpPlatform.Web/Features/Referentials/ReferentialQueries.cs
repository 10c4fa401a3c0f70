using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials;

internal static class ReferentialQueries
{
    /// <summary>The version new campaigns open on: the last one published; null where this tenant does not certify it.</summary>
    public static async Task<ReferentialVersion?> CurrentAsync(CqpDbContext db, string code, CancellationToken ct) =>
        // A code has letters and digits; PostgreSQL would refuse some other characters with an exception.
        !code.All(char.IsAsciiLetterOrDigit) ? null : await db.ReferentialVersions.AsNoTracking().Where(v => v.CertificationCode == code && v.Status == ReferentialStatus.Published)
            .OrderByDescending(v => v.PublishedAt).ThenByDescending(v => v.Version).FirstOrDefaultAsync(ct);
}
