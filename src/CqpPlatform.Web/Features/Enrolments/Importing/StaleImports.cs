using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Files given and never saved hold people's data for nothing: thirty days after, their bytes and what was read of them go.</summary>
public sealed partial class StaleImports(CqpDatabase database, TimeProvider time, ILogger<StaleImports> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                foreach (var tenant in await database.TenantsAsync(stoppingToken)) await ForgetAsync(tenant.Id, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task ForgetAsync(Guid tenantId, CancellationToken ct = default)
    {
        await using var db = await database.OpenAsync(tenantId, ct);
        (db.Audit.ActorName, db.Audit.Action) = ("Plateforme", nameof(StaleImports));
        var now = time.GetUtcNow();
        // Another node may be at the same rows, or an organisation come back to its file: the rest waits for the next hour.
        foreach (var import in await db.EnrolmentImports.Where(i => i.Content != null && i.UploadedAt < now.AddDays(-EnrolmentImport.KeptDays)).ToListAsync(ct))
            if (import.IsStale(now)) import.Abandon();
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // What somebody else has just changed is no longer ours to judge.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Files that nobody saved could not be forgotten; it will be tried again.")]
    private partial void LogFailure(Exception exception);
}
