using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>A campaign with the referential it is frozen on.</summary>
public sealed record CampaignWithReferential(Campaign Campaign, Referential Referential);

public static class CampaignReferential
{
    /// <summary>Null where the campaign does not exist for this tenant.</summary>
    public static async Task<CampaignWithReferential?> LoadAsync(CqpDbContext db, ReferentialCatalogue catalogue, Guid campaignId, CancellationToken ct = default)
    {
        var campaign = await db.Campaigns.Include(c => c.Organisations).SingleOrDefaultAsync(c => c.Id == campaignId, ct);
        return campaign is null ? null : new(campaign, await catalogue.GetAsync(db, campaign.ReferentialVersionId, ct));
    }
}
