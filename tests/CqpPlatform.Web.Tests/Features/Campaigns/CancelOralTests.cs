using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Campaigns.PlanCommission;
using CqpPlatform.Web.Features.Enrolments.Changing;
using CqpPlatform.Web.Features.Worklists.ReadDoneToday;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Features.Evaluations;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Campaigns;

/// <summary>An oral on the wrong day, at the wrong hour or in the wrong room is taken back, and planned again.</summary>
public sealed class CancelOralTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    [Fact]
    public async Task An_oral_is_cancelled_then_planned_again_and_an_empty_day_goes_with_its_last_oral()
    {
        var (world, campaign, _, oral) = await StageAsync("cancelled");
        // Acts of one instant are one: this one is apart from the other tests'.
        Platform.Clock.Now = Platform.Clock.Now.AddSeconds(7);
        (await CancelAsync(world.Manager, oral)).Message.ShouldBe("");

        var view = await SeenAsync(world, campaign);
        (view.Days.Count, view.Unplanned).ShouldBe((0, 1));
        var done = (await Platform.RunAsync<ReadDoneToday, Result<DoneToday>>(world.Manager, u => u.ExecuteAsync())).Value.Acts[0];
        done.Text.ShouldBe("Oral annulé\u00a0: LEFÈVRE Léa");
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
            (await db.AuditEntries.SingleAsync(e => e.EntityId == oral.Id && e.Action == nameof(CancelOral))).CampaignId.ShouldBe(campaign.Id, "the campaign's journal tells it");

        (await PlanAsync(world, campaign, Platform.Clock.Today().AddDays(3))).Value.Orals.ShouldBe(1);
        (await SeenAsync(world, campaign)).Days.Single().Date.ShouldBe(Platform.Clock.Today().AddDays(3));
        (await CancelAsync(world.Manager, oral)).Errors.ShouldBe([SecurityErrors.NotFound], "it is gone");
    }

    [Fact]
    public async Task The_other_orals_of_the_day_stay()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", Fresh("two orals"));
        await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Aubertin");
        var absent = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Brunel");
        (await PlanAsync(world, campaign, Platform.Clock.Today())).Value.Orals.ShouldBe(2);
        var first = (await SeenAsync(world, campaign)).Days.Single().Orals[0];
        (await Platform.RunAsync<CancelOral, Result>(world.Manager, u => u.ExecuteAsync(new(first.Id)))).Message.ShouldBe("");
        (await SeenAsync(world, campaign)).Days.Single().Orals.Select(o => o.Candidate).ShouldBe(["BRUNEL Léa"]);
        (await Platform.RunAsync<WithdrawEnrolment, Result>(world.Manager, u => u.ExecuteAsync(new(absent.Id, "ne viendra pas")))).Message.ShouldBe("");
        (await SeenAsync(world, campaign)).Unplanned.ShouldBe(1, "the oral of who withdrew is nobody else's");
    }

    [Fact]
    public async Task What_an_examiner_has_begun_is_no_longer_cancelled_nor_what_is_judged_nor_by_others()
    {
        var (world, campaign, enrolment, oral) = await StageAsync("begun");
        (await CancelAsync(world.Secretary, oral)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await CancelAsync(insurer.Manager, oral)).Errors.ShouldBe([SecurityErrors.NotFound]);

        await RateAsync(world.Examiner, new(enrolment.Id, "BC4", "C8.1", Rating.Acquired, null));
        (await CancelAsync(world.Manager, oral)).Message.ShouldBe("Cet oral ne s’annule plus\u00a0: la grille de BC4 est commencée. Si l’examinateur ne peut pas l’entendre, remplacez-le.");
        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        (await CancelAsync(world.Manager, oral)).Errors.ShouldBe([CampaignErrors.EvaluationClosed]);
        (await SeenAsync(world, campaign)).Days.Single().Orals.Single().Begun.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task No_oral_is_planned_on_a_day_that_is_gone()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", Fresh("gone"));
        await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Aubertin");
        var yesterday = Platform.Clock.Today().AddDays(-1);
        (await PlanAsync(world, campaign, yesterday)).Errors.ShouldBe([CommissionErrors.DayGone(yesterday)]);
        (await SeenAsync(world, campaign)).Days.ShouldBeEmpty();
        (await PlanAsync(world, campaign, Platform.Clock.Today())).Value.Orals.ShouldBe(1);
    }

    private async Task<(TestWorld World, Campaign Campaign, Enrolment Enrolment, Oral Oral)> StageAsync(string name)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh(name));
        return (world, campaign, enrolment, oral);
    }

    private Task<Result> CancelAsync(Membership member, Oral oral) => Platform.RunAsync<CancelOral, Result>(member, u => u.ExecuteAsync(new(oral.Id)));

    private Task<Result<CommissionPlanned>> PlanAsync(TestWorld world, Campaign campaign, DateOnly day) => Platform.RunAsync<PlanCommission, Result<CommissionPlanned>>(world.Manager, u => u.ExecuteAsync(
        new() { CampaignId = campaign.Id, Date = day, Place = "Paris", Room = "Salle B", FirstAt = "09:00", ExaminerId = world.Examiner.Id }));

    private async Task<CommissionView> SeenAsync(TestWorld world, Campaign campaign) => (await Platform.RunAsync<ReadCommission, Result<CommissionView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value;
}
