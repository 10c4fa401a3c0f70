using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Jobs.FollowJob;

/// <summary>Asks a job to stop: nothing it had begun is kept.</summary>
public sealed class CancelJob(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid jobId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.FollowJobs, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.CancelAsync(jobId, ct);
    }
}
