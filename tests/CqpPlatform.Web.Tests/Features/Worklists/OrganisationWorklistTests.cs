using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;

namespace CqpPlatform.Web.Tests.Features.Worklists;

public sealed class OrganisationWorklistTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task One_draft_opens_itself_and_several_open_their_list()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", "Brouillons");
        var first = await Platform.WriteEnrolmentAsync(world.Secretary, campaign, "Marchand", TestData.ProductionChoice);
        (await DraftsAsync(world)).ShouldBe(("Terminer 1\u00A0brouillon", $"/inscriptions/{first.EnrolmentId}"));
        await Platform.WriteEnrolmentAsync(world.Secretary, campaign, "Zeller", TestData.ProductionChoice);
        (await DraftsAsync(world)).ShouldBe(("Terminer 2\u00A0brouillons", "/inscriptions"));
    }

    private async Task<(string Title, string Href)> DraftsAsync(TestWorld world) =>
        (await Platform.RunAsync<ReadWorklist, Result<Worklist>>(world.Secretary, u => u.ExecuteAsync())).Value.Items.Where(i => i.Title.StartsWith("Terminer", StringComparison.Ordinal)).Select(i => (i.Title, i.Href)).Single();
}
