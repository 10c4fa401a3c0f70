using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Campaigns.OpenCampaign;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Campaigns;

/// <summary>A registration that ends on 24/09/2028: announced, then closed to entries and not to judging.</summary>
public sealed class RegistrationEndTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task The_certifier_is_warned_six_months_before_on_the_worklist_and_where_a_campaign_opens()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        At(new(2028, 3, 23));
        (await ItemsAsync(world)).ShouldBeEmpty();
        (await ChoiceAsync(world)).EndsSoon.ShouldBeFalse();

        At(new(2028, 3, 24));
        var item = (await ItemsAsync(world)).Single();
        (item.Due, item.Meta[1]).ShouldBe((new DateOnly(2028, 9, 24), "aucune fiche ne la remplace encore ici"));
        (await ChoiceAsync(world)).EndsSoon.ShouldBeTrue();
        (await Platform.RunAsync<ReadWorklist, Result<Worklist>>(world.Secretary, u => u.ExecuteAsync())).Value.Items.ShouldNotContain(i => i.Title.StartsWith("Préparer la fin"));

        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var successor = Shipped.Rncp41351 with { Code = "RNCP45678", Replaces = "RNCP41351", Blocks = [.. Shipped.Rncp41351.Blocks.Select(b => b with { RncpCode = null })], RegistrationPeriods = [new(new(2028, 9, 25), new(2033, 9, 24), "Chargé de relation", null, "fiche")] };
            db.Add(ReferentialVersion.Publish(successor, ReferentialJson.Write(successor), Platform.Clock.Now));
            await db.SaveChangesAsync();
        }
        (await ItemsAsync(world)).Single().Meta[1].ShouldBe("RNCP45678 la remplace");

        At(new(2028, 9, 25));
        (await ItemsAsync(world)).ShouldBeEmpty();
        (await ChoiceAsync(world)).RegistrationEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task An_engagement_after_the_end_is_refused_and_judging_after_it_is_not()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        At(new(2029, 1, 15));
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP41351", "Après la fin");
        var late = await Platform.WriteEnrolmentAsync(world.Secretary, campaign, "Tardif", TestData.UnderwritingChoice, i => i.EngagementDate = new(2028, 9, 25));
        (await Platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(late.EnrolmentId))).Errors.ShouldContain(e => e.Code == "engagement-after-registration");

        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, engagement: new(2028, 9, 24));
        await Platform.EvaluateAsync(world, enrolment);
        var jury = await Platform.OpenJuryAsync(world, campaign);
        (await Platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Value.Count.ShouldBe(2);
    }

    private void At(DateOnly day) => Platform.Clock.Now = new(day, new(9, 0), TimeSpan.Zero);

    private async Task<IEnumerable<WorkItem>> ItemsAsync(TestWorld world) =>
        (await Platform.RunAsync<ReadWorklist, Result<Worklist>>(world.Manager, u => u.ExecuteAsync())).Value.Items.Where(i => i.Title == "Préparer la fin d’enregistrement de RNCP41351");

    private async Task<VersionChoice> ChoiceAsync(TestWorld world) =>
        (await Platform.RunAsync<ReadCampaignChoices, Result<IReadOnlyList<CertificationChoice>>>(world.Manager, u => u.ExecuteAsync())).Value.Single(c => c.Code == "RNCP41351").Versions[0];
}
