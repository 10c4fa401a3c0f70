using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Sessions;

/// <summary>Candidates ready for a jury that nobody has convened.</summary>
public sealed record JuryToConvene(Guid CampaignId, string Campaign, string CertificationCode, string Routes, int Candidates, DateOnly JuryOn);

public sealed record JuryOverview(IReadOnlyList<JuryToConvene> ToConvene, IReadOnlyList<JurySessionLine> Sessions);

/// <summary>The certifier's juries: to convene, under way, sealed.</summary>
public sealed class ReadJurySessions(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<JuryOverview>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var sessions = await JurySessionLines.OfAsync(unit, catalogue, unit.Db.JurySessions, ct);
        return new JuryOverview(await ToConveneAsync(unit.Db, ct), sessions);
    }

    private async Task<IReadOnlyList<JuryToConvene>> ToConveneAsync(CqpDbContext db, CancellationToken ct)
    {
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Status == CampaignStatus.Evaluation || c.Status == CampaignStatus.Deliberation).OrderBy(c => c.JuryOn).ToListAsync(ct);
        var waiting = new List<JuryToConvene>();
        foreach (var campaign in campaigns)
        {
            var referential = await catalogue.GetAsync(db, campaign.ReferentialVersionId, ct);
            var routes = await db.Enrolments.Where(e => e.CampaignId == campaign.Id && e.Status == EnrolmentStatus.Accepted).Select(e => e.AccessRoute).ToListAsync(ct);
            var convened = (await db.JurySessions.AsNoTracking().Where(s => s.CampaignId == campaign.Id && !s.ForAppeals && s.Status != JurySessionStatus.Postponed).ToListAsync(ct)).SelectMany(s => s.AccessRoutes).ToHashSet();
            waiting.AddRange(
                from jury in referential.JuryGroups()
                let candidates = routes.Count(r => r is { } route && jury.Routes.Contains(route))
                where candidates > 0 && !jury.Routes.Any(convened.Contains)
                select new JuryToConvene(campaign.Id, campaign.Name, campaign.CertificationCode, jury.French, candidates, campaign.JuryOn));
        }
        return waiting;
    }
}
