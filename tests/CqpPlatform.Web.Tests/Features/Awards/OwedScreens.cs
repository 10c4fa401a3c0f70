using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.ListPendingAwards;
using CqpPlatform.Web.Features.Campaigns.CampaignMatrix;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;

namespace CqpPlatform.Web.Tests.Features.Awards;

/// <summary>Whether each of the three screens that say it says that a campaign has documents to issue.</summary>
internal sealed record OwedScreens(bool Campaign, bool Worklist, bool Documents)
{
    public static readonly OwedScreens All = new(true, true, true), None = new(false, false, false);

    public static async Task<OwedScreens> ReadAsync(CqpFixture platform, TestWorld world, Domain.Campaigns.Campaign campaign) => new(
        (await platform.RunAsync<ReadCampaignMatrix, Result<CampaignMatrixView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value.Judged.DocumentsWait,
        (await platform.RunAsync<ReadWorklist, Result<Worklist>>(world.Manager, u => u.ExecuteAsync())).Value.Items.Any(i => i.Action == "Délivrer" && i.Meta[0] == $"{campaign.Name}, {campaign.CertificationCode}"),
        (await platform.RunAsync<ListPendingAwards, Result<IReadOnlyList<PendingAwards>>>(world.Manager, u => u.ExecuteAsync())).Value.Any(p => p.CampaignId == campaign.Id));
}
