using CqpPlatform.Domain.Campaigns;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class IssueInBackgroundTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_batch_stopped_between_two_parts_keeps_what_left_and_goes_on_with_the_rest()
    {
        var (world, campaign) = await JudgedAsync(130);
        await using var scope = platform.As(world.Manager);
        var issue = scope.ServiceProvider.GetRequiredService<IssueDocuments>();
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => issue.ExecuteAsync(new(campaign.Id), new Watch(p => { if (p.Done == 100) stop.Cancel(); }), stop.Token));
        (await NumbersAsync(world, campaign)).Count.ShouldBe(100);

        (await issue.ExecuteAsync(new(campaign.Id))).Value.ShouldBe(new IssuedCount(30, 0));
        var numbers = await NumbersAsync(world, campaign);
        numbers.Count.ShouldBe(130);
        var first = int.Parse(numbers[0][^5..]);
        numbers.ShouldBe([.. Enumerable.Range(first, 130).Select(i => $"{numbers[0][..^5]}{i:00000}")], "no gap where it was cut");
    }

    [Fact]
    public async Task The_job_issues_says_how_many_and_is_one_however_often_it_is_asked()
    {
        var (world, campaign) = await JudgedAsync(3);
        await using var scope = platform.As(world.Manager);
        var start = scope.ServiceProvider.GetRequiredService<StartIssue>();
        var asked = (await start.ExecuteAsync(new(campaign.Id))).Value;
        (await start.ExecuteAsync(new(campaign.Id))).Value.ShouldBe(asked);
        var job = await EndAsync(world, asked);
        (job.State, job.Message!.Replace('\u00a0', ' ')).ShouldBe((JobState.Succeeded, "3 certificats délivrés."));
        (await NumbersAsync(world, campaign)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_missing_mention_refuses_the_job_before_its_first_document()
    {
        var (world, campaign) = await JudgedAsync(2);
        await using (var db = await platform.Database.OpenAsync(world.TenantId)) await db.CertifierProfiles.ExecuteUpdateAsync(s => s.SetProperty(p => p.City, "À fixer…"));
        try
        {
            await using var scope = platform.As(world.Manager);
            var job = await EndAsync(world, (await scope.ServiceProvider.GetRequiredService<StartIssue>().ExecuteAsync(new(campaign.Id))).Value);
            job.State.ShouldBe(JobState.Refused);
            job.Message!.ShouldContain("lieu de délivrance");
            (await NumbersAsync(world, campaign)).ShouldBeEmpty();
        }
        finally
        {
            await using var db = await platform.Database.OpenAsync(world.TenantId);
            await db.CertifierProfiles.ExecuteUpdateAsync(s => s.SetProperty(p => p.City, "Paris"));
        }
    }

    private async Task<(TestWorld World, Campaign Campaign)> JudgedAsync(int candidates)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}");
        var validated = new Dictionary<Guid, string[]>();
        for (var i = 0; i < candidates; i++) validated[(await platform.CreateEnrolmentAsync(world, campaign, TestData.Production, $"Marchand{(char)('a' + i / 26)}{(char)('a' + i % 26)}")).Id] = [.. TestData.Production.Blocks];
        await platform.SealSessionAsync(world, campaign, validated);
        return (world, campaign);
    }

    private async Task<Job> EndAsync(TestWorld world, Guid jobId)
    {
        using var runner = ActivatorUtilities.CreateInstance<JobRunner>(platform.Services);
        (await runner.RunNextAsync(world.TenantId)).ShouldBeTrue();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId);
    }

    private async Task<List<string>> NumbersAsync(TestWorld world, Campaign campaign)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id).Select(d => d.Number).Order().ToListAsync();
    }

    private sealed class Watch(Action<IssueProgress> seen) : IProgress<IssueProgress>
    {
        public void Report(IssueProgress value) => seen(value);
    }
}
