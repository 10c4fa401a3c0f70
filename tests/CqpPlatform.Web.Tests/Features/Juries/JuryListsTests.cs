using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Convocations;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class JuryListsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task The_certifier_sees_what_to_convene_then_what_each_session_lacks()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", "À convoquer");
        await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);

        var before = (await platform.RunAsync<ReadJurySessions, Result<JuryOverview>>(world.Manager, u => u.ExecuteAsync())).Value;
        before.ToConvene.ShouldContain(j => j.CampaignId == campaign.Id && j.Candidates == 1);
        (await ItemAsync(world, campaign)).Title.ShouldBe("Fixer la séance de jury", "in time, while evaluations go on");

        var session = await platform.ConveneAsync(world, campaign);
        await platform.SeatAsync(world, session, College.Employees, "Cosson", presides: true, signIn: world.JuryMember);
        var after = (await platform.RunAsync<ReadJurySessions, Result<JuryOverview>>(world.Manager, u => u.ExecuteAsync())).Value;
        after.ToConvene.ShouldNotContain(j => j.CampaignId == campaign.Id);
        after.Sessions.Single(s => s.Id == session).Missing.Count.ShouldBe(6);
        after.Sessions.Single(s => s.Id == session).Missing.ShouldAllBe(gap => char.IsUpper(gap[0]));
        (await ItemAsync(world, campaign)).ShouldSatisfyAllConditions(i => i.Title.ShouldStartWith("Compléter le jury du"), i => i.Meta[1].ShouldBe("12\u00a0sièges vacants"), i => (i.Done, i.Total).ShouldBe((1, 13)));

        var view = (await platform.RunAsync<ReadCampaignJury, Result<CampaignJuryView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value;
        var jury = view.Juries.ShouldHaveSingleItem();
        jury.Colleges.Select(c => c.Wanted).ShouldBe([5, 5, 2, 1]);
        jury.Colleges[0].Members.ShouldHaveSingleItem().SignsIn.ShouldBeTrue();
        view.SignIns.ShouldContain(s => s.Id == world.JuryMember.Id);
    }

    [Fact]
    public async Task A_whole_jury_is_convened_then_nothing_is_missing()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", "Au complet");
        await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice);
        var session = await platform.ConveneAsync(world, campaign);
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
        foreach (var college in new[] { College.Employees, College.Employers })
            foreach (var (name, presides) in new[] { ("Aubry", true), ("Bellec", false), ("Carpentier", false) })
                await platform.SeatAsync(world, session, college, name, presides: presides);

        (await MissingAsync()).ShouldBe(["6\u00a0membres à convoquer"]);
        (await ItemAsync(world, campaign)).ShouldSatisfyAllConditions(i => i.Title.ShouldBe("Envoyer les convocations au jury"), i => i.Href.ShouldBe($"/jury/{session}/convocations"), i => (i.Done, i.Total).ShouldBe((0, 6)));
        await platform.RunAsync<SendConvocations, Result<ConvocationsSent>>(world.Manager, u => u.ExecuteAsync(new(session, null, new(session, new(9, 30), null))));
        (await MissingAsync()).ShouldBeEmpty();
        (await platform.RunAsync<ReadCampaignJury, Result<CampaignJuryView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value.Juries[0].ShouldSatisfyAllConditions(j => (j.Convened, j.Members).ShouldBe((6, 6)));
        (await platform.TasksAsync(world, campaign)).ShouldNotContain(i => i.Title.Contains("jury", StringComparison.Ordinal), "the session opens at the deliberation");
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        (await ItemAsync(world, campaign)).Title.ShouldBe("Ouvrir la séance du jury");

        async Task<IReadOnlyList<string>> MissingAsync() => (await platform.RunAsync<ReadJurySessions, Result<JuryOverview>>(world.Manager, u => u.ExecuteAsync())).Value.Sessions.Single(s => s.Id == session).Missing;
    }

    [Fact]
    public async Task A_member_sees_the_sessions_where_they_sit_and_no_other()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", "Où l’on siège");
        await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        var session = await platform.ConveneAsync(world, campaign);
        await platform.SeatAsync(world, session, College.Employees, "Cosson", signIn: world.JuryMember);
        var stranger = await platform.CreateJuryMemberAsync(world, "Nogaret", "Alain");

        var mine = await platform.RunAsync<ReadMySessions, Result<IReadOnlyList<JurySessionLine>>>(world.JuryMember, u => u.ExecuteAsync());
        mine.Value.ShouldHaveSingleItem().Id.ShouldBe(session);
        mine.Value[0].Status.ShouldBe(JurySessionStatus.Convened);
        (await platform.RunAsync<ReadMySessions, Result<IReadOnlyList<JurySessionLine>>>(stranger, u => u.ExecuteAsync())).Value.ShouldBeEmpty();
        (await platform.RunAsync<ReadJurySessions, Result<JuryOverview>>(world.JuryMember, u => u.ExecuteAsync())).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
    }

    [Fact]
    public async Task Another_tenant_s_campaign_does_not_exist()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31395", "Chez le voisin");
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);

        (await platform.RunAsync<ReadCampaignJury, Result<CampaignJuryView>>(foreign.Manager, u => u.ExecuteAsync(campaign.Id))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    /// <summary>The one task of the certifier on the campaign's jury.</summary>
    private async Task<WorkItem> ItemAsync(TestWorld world, Campaign campaign) => (await platform.TasksAsync(world, campaign)).Single(i => i.Href.Contains("jury", StringComparison.Ordinal));
}
