using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Jobs;

/// <summary>
/// Runs waiting jobs, and those whose node died. A node runs one job of a tenant at a time, so that a large batch of one certifier does
/// not hold up the others; a second node skips the row lock, and the lease keeps it off afterwards.
/// </summary>
public sealed partial class JobRunner(CqpDatabase database, IEnumerable<JobHandler> handlers, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobRunner> logger) : BackgroundService
{
    public const int MaxAttempts = 3;
    private const int AtOnce = 4, LeaseSeconds = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), Pulse = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<string, JobHandler> byKind = handlers.ToDictionary(h => h.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new Dictionary<Guid, Task>();
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TakeAsync(running, stoppingToken);
        }
        finally
        {
            await Task.WhenAll(running.Values);
        }
    }

    private async Task TakeAsync(Dictionary<Guid, Task> running, CancellationToken stopping)
    {
        try
        {
            foreach (var (tenant, _) in running.Where(r => r.Value.IsCompleted).ToList()) running.Remove(tenant);
            foreach (var tenant in await database.TenantsAsync(stopping))
                if (running.Count < AtOnce && !running.ContainsKey(tenant.Id) && await ClaimAsync(tenant.Id, stopping) is { } job) running[tenant.Id] = RunAsync(tenant.Id, job, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailure(e);
        }
    }

    /// <summary>Takes the tenant's next job and runs it to its end; false when none waits.</summary>
    public async Task<bool> RunNextAsync(Guid tenantId, CancellationToken ct = default)
    {
        if (await ClaimAsync(tenantId, ct) is not { } job) return false;
        await RunAsync(tenantId, job, ct);
        return true;
    }

    private async Task<Job?> ClaimAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(tenantId, ct);
        var (holder, now) = (Guid.NewGuid(), time.GetUtcNow());
        // A kind this node does not know is another version's work: it waits for a node that does.
        string[] known = [.. byKind.Keys];
        var taken = await db.Database.SqlQuery<Guid>($"""
            update jobs set state = 'Running', holder = {holder}, lease_until = now() + make_interval(secs => {LeaseSeconds}), attempts = attempts + 1, started_at = coalesce(started_at, {now})
            where tenant_id = {tenantId} and id = (
              select id from jobs where tenant_id = {tenantId} and kind = any({known}) and (state = 'Waiting' or (state = 'Running' and lease_until < now())) order by requested_at limit 1 for update skip locked)
            returning id as "Value"
            """).ToListAsync(ct);
        return taken is [var id] ? await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, ct) : null;
    }

    private async Task RunAsync(Guid tenantId, Job job, CancellationToken stopping)
    {
        var run = new JobRun(job.Id, job.Input, job.Holder!.Value);
        var handler = byKind[job.Kind];
        if (job.Attempts > MaxAttempts)
        {
            await EndAsync(tenantId, run, JobState.Failed, handler.GivenUp);
            return;
        }
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var ended = new CancellationTokenSource();
        var pulse = KeepAsync(tenantId, run, work, ended.Token);
        try
        {
            var result = await HandleAsync(tenantId, job, handler, run, work.Token);
            // A handler that ended its job in its own transaction leaves nothing to end.
            await EndAsync(tenantId, run, result.Succeeded ? JobState.Succeeded : JobState.Refused, result.Succeeded ? result.Value : new(result.Message));
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            await EndAsync(tenantId, run, JobState.Cancelled, handler.Stopped);
        }
        catch (Exception e)
        {
            // The node stops, or the attempt failed: whoever is next tries again, until the attempts are used up.
            if (!stopping.IsCancellationRequested) LogFailedAttempt(job.Kind, job.Id, e);
            await ReleaseAsync(tenantId, run, stopping.IsCancellationRequested ? 1 : 0);
        }
        finally
        {
            await ended.CancelAsync();
            await pulse;
        }
    }

    private async Task<Result<JobEnd>> HandleAsync(Guid tenantId, Job job, JobHandler handler, JobRun run, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(new ClaimedActor(tenantId, job.MembershipId, job.ApiKeyId, null, Trusted: true));
        return await handler.RunAsync(scope.ServiceProvider, run, ct);
    }

    /// <summary>Renews the lease, writes the progress down, and stops the work when it is cancelled or no longer ours.</summary>
    private async Task KeepAsync(Guid tenantId, JobRun run, CancellationTokenSource work, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Pulse);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    if (!await BeatAsync(tenantId, run, ended)) await work.CancelAsync();
                }
                catch (Exception e) when (!ended.IsCancellationRequested)
                {
                    LogFailure(e);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }

    private async Task<bool> BeatAsync(Guid tenantId, JobRun run, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(tenantId, ct);
        var (done, total, text) = (run.Now.Done, run.Now.Total, run.Now.Text);
        var kept = await db.Database.SqlQuery<bool>($"""
            update jobs set lease_until = now() + make_interval(secs => {LeaseSeconds}), done = {done}, total = {total}, message = {text}
            where tenant_id = {tenantId} and id = {run.JobId} and holder = {run.Holder} returning cancel_requested_at is null as "Value"
            """).ToListAsync(ct);
        return kept is [true];
    }

    private async Task EndAsync(Guid tenantId, JobRun run, JobState state, JobEnd end)
    {
        await using var db = await database.OpenAsync(tenantId);
        await run.EndAsync(db, state, end, time.GetUtcNow(), CancellationToken.None);
    }

    private async Task ReleaseAsync(Guid tenantId, JobRun run, int given)
    {
        try
        {
            await using var db = await database.OpenAsync(tenantId);
            await db.Jobs.Where(j => j.Id == run.JobId && j.Holder == run.Holder).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Waiting)
                .SetProperty(j => j.Holder, (Guid?)null).SetProperty(j => j.LeaseUntil, (DateTimeOffset?)null).SetProperty(j => j.Attempts, j => j.Attempts - given));
        }
        catch (Exception e)
        {
            // The database is gone too: the lease runs out by itself.
            LogFailure(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Jobs could not be looked after; it will be tried again.")]
    private partial void LogFailure(Exception exception);

    [LoggerMessage(LogLevel.Error, "An attempt at job {Kind} {JobId} failed.")]
    private partial void LogFailedAttempt(string kind, Guid jobId, Exception exception);
}
