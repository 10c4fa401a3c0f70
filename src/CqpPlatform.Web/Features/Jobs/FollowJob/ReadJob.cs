using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Jobs.FollowJob;

/// <summary>Where a job stands, as whoever may follow it reads it.</summary>
public sealed record JobView(Guid Id, string Kind, string Title, string? Href, JobState State, int Done, int Total, string? Message, string? Result,
    string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, bool CancelRequested);

public sealed class ReadJob(WorkFactory work)
{
    public async Task<Result<JobView>> ExecuteAsync(Guid jobId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.FollowJobs, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var job = await unit.VisibleJobs().Where(j => j.Id == jobId).Select(j => new JobView(j.Id, j.Kind, j.Title, j.Href, j.State, j.Done, j.Total, j.Message, j.Result,
            j.RequestedBy, j.RequestedAt, j.EndedAt, j.CancelRequestedAt != null)).SingleOrDefaultAsync(ct);
        return job is null ? SecurityErrors.NotFound : job;
    }
}
