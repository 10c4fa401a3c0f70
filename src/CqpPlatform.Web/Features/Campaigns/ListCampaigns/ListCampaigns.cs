using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.ListCampaigns;

public sealed record CampaignLine(Guid Id, string Name, string CertificationCode, string ShortTitle, CampaignStatus Status, CampaignDates Dates,
    int Candidates, int Pending, int Planned, int Submitted, int Late, JurySessionStatus? Jury, DateOnly? RegistrationEndedOn);

/// <summary>Every campaign with how far it is; running ones first.</summary>
public sealed class ListCampaigns(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<IReadOnlyList<CampaignLine>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var campaigns = await unit.Db.Campaigns.AsNoTracking().OrderByDescending(c => c.JuryOn).ThenBy(c => c.Name).ToListAsync(ct);
        var sessions = (await unit.Db.JurySessions.Where(s => !s.ForAppeals && s.Status != JurySessionStatus.Postponed).Select(s => new { s.CampaignId, s.Status }).ToListAsync(ct)).ToLookup(s => s.CampaignId, s => (JurySessionStatus?)s.Status);
        var lines = new List<CampaignLine>();
        foreach (var campaign in campaigns.OrderBy(c => c.Status == CampaignStatus.Closed))
        {
            var referential = await catalogue.GetAsync(unit.Db, campaign.ReferentialVersionId, ct);
            var statuses = await unit.Db.Enrolments.Where(e => e.CampaignId == campaign.Id).Select(e => e.Status).ToListAsync(ct);
            var plan = await EvaluationPlan.OfCampaignAsync(unit.Db, campaign.Id, referential, ct);
            var last = referential.LastPeriod();
            lines.Add(new(campaign.Id, campaign.Name, campaign.CertificationCode, referential.ShortTitle, campaign.Status, campaign.Dates,
                statuses.Count(s => s is not EnrolmentStatus.Withdrawn), statuses.Count(s => s is EnrolmentStatus.Submitted),
                plan.Count, plan.Count(p => p.Submitted), campaign.EvaluationsLateOn(unit.Today) ? plan.Count(p => !p.Submitted) : 0, sessions[campaign.Id].Min(), last.To < unit.Today ? last.To : null));
        }
        return lines;
    }
}
