using CqpPlatform.Domain.Candidates;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Enrolments.Importing;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

/// <summary>Two organisations at the same moment.</summary>
public sealed class ImportTogetherTests(DatabaseFixture fixture) : ImportStage(fixture), IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Two_organisations_at_once_make_one_person_of_one_person()
    {
        var (world, campaign) = await OpenAsync();
        var other = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Autre {Guid.NewGuid():N}");
        var mine = await StartAsync(world.Secretary, campaign, Csv(200));
        var theirs = await StartAsync(world.OtherSecretary, other, Csv(200));
        await RunJobsAsync(world);
        (await SaveRequestAsync(world.Secretary, mine.Value.ImportId)).Succeeded.ShouldBeTrue();
        (await SaveRequestAsync(world.OtherSecretary, theirs.Value.ImportId)).Succeeded.ShouldBeTrue();
        await Task.WhenAll(RunJobsAsync(world), RunJobsAsync(world));

        var (ours, others) = (await EnrolmentsAsync(world, campaign), await EnrolmentsAsync(world, other));
        (ours.Count, others.Count).ShouldBe((200, 200));
        others.Select(e => e.CandidateId).Order().ShouldBe(ours.Select(e => e.CandidateId).Order());
    }

    [Fact]
    public async Task A_software_that_gives_the_file_its_user_is_checking_gets_it_saved()
    {
        var (world, campaign) = await OpenAsync();
        var onScreen = await StartAsync(world.Secretary, campaign, Csv(2));
        var bySoftware = await StartAsync(world.Secretary, campaign, Csv(2), saveWhenSound: true);
        bySoftware.Value.ImportId.ShouldBe(onScreen.Value.ImportId);
        await RunJobsAsync(world);

        (await ReadAsync(world.Secretary, bySoftware.Value.ImportId)).Status.ShouldBe(ImportStatus.Saved);
        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_organisations_that_bring_the_same_person_to_one_campaign_leave_no_half_file()
    {
        var (world, campaign) = await OpenAsync();
        var mine = await StartAsync(world.Secretary, campaign, Csv(60));
        var theirs = await StartAsync(world.OtherSecretary, campaign, Csv(60, from: 59));
        await RunJobsAsync(world);
        foreach (var (member, import) in new[] { (world.Secretary, mine), (world.OtherSecretary, theirs) }) (await SaveRequestAsync(member, import.Value.ImportId)).Succeeded.ShouldBeTrue();
        await Task.WhenAll(RunJobsAsync(world), RunJobsAsync(world));

        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(60);
        var states = new[] { await ReadAsync(world.Secretary, mine.Value.ImportId), await ReadAsync(world.OtherSecretary, theirs.Value.ImportId) };
        states.Select(s => s.Status).ShouldBe([ImportStatus.Saved, ImportStatus.ToCorrect], ignoreOrder: true);
        states.Single(s => s.Status == ImportStatus.ToCorrect).Job.Message.ShouldBe(ImportErrors.Changed.Message);
    }
}
