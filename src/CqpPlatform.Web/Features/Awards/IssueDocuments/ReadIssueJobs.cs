using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.IssueDocuments;

/// <summary>The last job that issued, or issues, a campaign's documents.</summary>
public sealed record IssueJob(Guid Id, Guid CampaignId, string Title, JobState State, int Done, int Total, string? Message, bool Stopping)
{
    public bool UnderWay => State is JobState.Waiting or JobState.Running;
}

public sealed class ReadIssueJobs(WorkFactory work)
{
    public async Task<Result<IReadOnlyList<IssueJob>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var jobs = await unit.Db.Jobs.Where(j => j.Kind == RunIssue.Kind).OrderByDescending(j => j.RequestedAt).Take(50)
            .Select(j => new { j.Id, j.Input, j.Title, j.State, j.Done, j.Total, j.Message, Stopping = j.CancelRequestedAt != null }).ToListAsync(ct);
        return jobs.Select(j => new IssueJob(j.Id, Guid.Parse(j.Input), j.Title, j.State, j.Done, j.Total, j.Message, j.Stopping)).DistinctBy(j => j.CampaignId).ToList();
    }
}

/// <summary>Stops it after the documents under way: what left has left.</summary>
public sealed class StopIssue(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid jobId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.CancelAsync(jobId, ct);
    }
}
