using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.Ledger;

internal static class LedgerReferentials
{
    /// <summary>The last published version of each certification of the tenant.</summary>
    public static async Task<IReadOnlyList<Referential>> LastAsync(CqpDbContext db, ReferentialCatalogue catalogue, CancellationToken ct)
    {
        var versions = await db.ReferentialVersions.Where(v => v.Status != ReferentialStatus.Draft).LastFirst().Select(v => new { v.Id, v.CertificationCode }).ToListAsync(ct);
        var last = new List<Referential>();
        foreach (var version in versions.DistinctBy(v => v.CertificationCode).OrderBy(v => v.CertificationCode, StringComparer.Ordinal)) last.Add(await catalogue.GetAsync(db, version.Id, ct));
        return last;
    }
}
