using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Worklists.ReadWorklist;

/// <summary>Registrations that end within six months, whether a campaign runs or not, with what replaces the certification where that is known.</summary>
internal static class RegistrationItems
{
    public static async Task<IReadOnlyList<WorkItem>> OfAsync(CqpDbContext db, ReferentialCatalogue catalogue, DateOnly today, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        var open = await db.ReferentialVersions.AsNoTracking().OpenToCampaigns().Select(v => new { v.Id, v.CertificationCode }).ToListAsync(ct);
        foreach (var version in open.DistinctBy(v => v.CertificationCode))
        {
            var referential = await catalogue.GetAsync(db, version.Id, ct);
            var last = referential.LastPeriod();
            if (!last.EndsWithinSixMonthsOf(today)) continue;
            var successor = await Successors.OfAsync(db, catalogue, referential.Code, ct);
            items.Add(new($"Préparer la fin d’enregistrement de {referential.Code}", $"/referentiels/{referential.Code}/versions", "Préparer",
                [referential.ShortTitle, successor is null ? "aucune fiche ne la remplace encore ici" : $"{successor} la remplace"], 0, 0, null, last.To, $"le {FrenchFormat.Date(last.To)}"));
        }
        return items;
    }
}
