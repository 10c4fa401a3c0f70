using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>Which certification replaces another: the successor's fiche says so (« Remplace »), the former one cannot know.</summary>
public static class Successors
{
    public static async Task<string?> OfAsync(CqpDbContext db, ReferentialCatalogue catalogue, string code, CancellationToken ct)
    {
        var others = await db.ReferentialVersions.OpenToCampaigns().Where(v => v.CertificationCode != code).Select(v => v.Id).ToListAsync(ct);
        foreach (var id in others)
            if (await catalogue.GetAsync(db, id, ct) is { } other && other.Replaces == code) return other.Code;
        return null;
    }
}
