using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Jobs.FollowJob;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CqpPlatform.Web.Tests.Data.Jobs;

public sealed class JobRunnerTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Kind = "test";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_job_acts_as_whoever_asked_and_says_what_it_came_to()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var job = await AskAsync(world.Secretary, "12");
        ClaimedActor? actor = null;

        await Runner(async (services, run, _) =>
        {
            actor = await services.GetRequiredService<CurrentUser>().GetAsync();
            return new JobEnd($"{run.Input} faits", "{}");
        }).RunNextAsync(world.TenantId);

        actor.ShouldBe(new ClaimedActor(world.TenantId, world.Secretary.Id, null, null, Trusted: true));
        var seen = (await ReadAsync(world.Secretary, job)).Value;
        (seen.State, seen.Message, seen.Result).ShouldBe((JobState.Succeeded, "12 faits", "{}"));
    }

    [Fact]
    public async Task Two_nodes_run_each_job_once()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        for (var i = 0; i < 12; i++) await AskAsync(world.Secretary, $"{i}");
        var ran = new System.Collections.Concurrent.ConcurrentBag<string>();
        JobRunner[] nodes = [.. Enumerable.Range(0, 2).Select(_ => Runner((_, run, _) =>
        {
            ran.Add(run.Input);
            return Task.FromResult<Result<JobEnd>>(new JobEnd("fait"));
        }))];

        await Task.WhenAll(nodes.Select(async node => { while (await node.RunNextAsync(world.TenantId)) { } }));

        ran.Order().ShouldBe(Enumerable.Range(0, 12).Select(i => $"{i}").Order());
    }

    [Fact]
    public async Task A_dead_node_s_job_is_taken_over_and_its_late_ending_is_rolled_back()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var job = await AskAsync(world.Secretary, "");
        var other = Runner((_, _, _) => Task.FromResult<Result<JobEnd>>(new JobEnd("par l’autre")));
        JobLostException? lost = null;

        await Runner(async (services, run, ct) =>
        {
            // The node sleeps past its lease; another one does the work meanwhile.
            await ExpireAsync(world, job);
            (await other.RunNextAsync(world.TenantId, ct)).ShouldBeTrue();
            await using var unit = (await services.GetRequiredService<WorkFactory>().BeginAsync(Permission.EnrolCandidates, ct)).Value;
            await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
            lost = await Should.ThrowAsync<JobLostException>(() => run.EndWithAsync(unit, new("trop tard"), ct));
            throw lost;
        }).RunNextAsync(world.TenantId);

        lost.ShouldNotBeNull();
        (await ReadAsync(world.Secretary, job)).Value.Message.ShouldBe("par l’autre");
        (await other.RunNextAsync(world.TenantId)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failed_attempt_is_tried_again_three_times_then_given_up_with_a_sentence()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var job = await AskAsync(world.Secretary, "");
        var attempts = 0;
        var runner = Runner((_, _, _) => { attempts++; throw new InvalidOperationException("panne"); });

        while (await runner.RunNextAsync(world.TenantId)) { }

        attempts.ShouldBe(JobRunner.MaxAttempts);
        var seen = (await ReadAsync(world.Secretary, job)).Value;
        (seen.State, seen.Message!.Contains("trois fois", StringComparison.Ordinal)).ShouldBe((JobState.Failed, true));
    }

    [Fact]
    public async Task A_refusal_is_kept_as_its_sentence_and_not_tried_again()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var job = await AskAsync(world.Secretary, "");
        var runner = Runner((_, _, _) => Task.FromResult<Result<JobEnd>>(SecurityErrors.NotAllowed));

        while (await runner.RunNextAsync(world.TenantId)) { }

        var seen = (await ReadAsync(world.Secretary, job)).Value;
        (seen.State, seen.Message).ShouldBe((JobState.Refused, SecurityErrors.NotAllowed.Message));
    }

    [Fact]
    public async Task A_job_is_stopped_while_it_waits_and_while_it_runs()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var waiting = await AskAsync(world.Secretary, "");
        (await CancelAsync(world.Secretary, waiting)).Succeeded.ShouldBeTrue();
        (await ReadAsync(world.Secretary, waiting)).Value.State.ShouldBe(JobState.Cancelled);
        (await CancelAsync(world.Secretary, waiting)).Errors.ShouldBe([JobDesk.Ended]);

        var running = await AskAsync(world.Secretary, "");
        await Runner(async (_, run, ct) =>
        {
            run.Report(3, 10, "3 sur 10");
            (await CancelAsync(world.Secretary, running)).Succeeded.ShouldBeTrue();
            await Task.Delay(Timeout.Infinite, ct);
            return new JobEnd("jamais");
        }).RunNextAsync(world.TenantId);

        var seen = (await ReadAsync(world.Secretary, running)).Value;
        (seen.State, seen.Message, seen.Done, seen.Total).ShouldBe((JobState.Cancelled, "Arrêté à votre demande : les dossiers lus restent.".French(), 3, 10));
    }

    [Fact]
    public async Task A_job_is_followed_and_stopped_by_its_own_people_only()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var stranger = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var job = await AskAsync(world.Secretary, "");

        foreach (var other in new[] { world.OtherSecretary, world.Manager, stranger.Secretary })
        {
            (await ReadAsync(other, job)).Errors.ShouldBe([SecurityErrors.NotFound]);
            (await CancelAsync(other, job)).Errors.ShouldBe([SecurityErrors.NotFound]);
        }
        (await ReadAsync(world.Secretary, job)).Value.State.ShouldBe(JobState.Waiting);
        // A runner takes whatever waits: nothing is left to another test's.
        (await CancelAsync(world.Secretary, job)).Succeeded.ShouldBeTrue();
    }

    private JobRunner Runner(Func<IServiceProvider, JobRun, CancellationToken, Task<Result<JobEnd>>> handle) =>
        new(platform.Database, [new JobHandler(Kind, "les dossiers lus restent", handle)], platform.Services.GetRequiredService<IServiceScopeFactory>(), platform.Clock, NullLogger<JobRunner>.Instance);

    private async Task<Guid> AskAsync(Membership member, string input)
    {
        await using var scope = platform.As(member);
        await using var unit = (await scope.ServiceProvider.GetRequiredService<WorkFactory>().BeginAsync(Permission.FollowJobs)).Value;
        var job = unit.Enqueue(Kind, "Travail d’essai", input);
        (await unit.SaveAsync()).Succeeded.ShouldBeTrue();
        return job.Id;
    }

    private Task<Result<JobView>> ReadAsync(Membership member, Guid job) => platform.RunAsync<ReadJob, Result<JobView>>(member, u => u.ExecuteAsync(job));

    private Task<Result> CancelAsync(Membership member, Guid job) => platform.RunAsync<CancelJob, Result>(member, u => u.ExecuteAsync(job));

    private async Task ExpireAsync(TestWorld world, Guid job)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        await db.Database.ExecuteSqlAsync($"update jobs set lease_until = now() - interval '1 second' where id = {job}");
    }
}
