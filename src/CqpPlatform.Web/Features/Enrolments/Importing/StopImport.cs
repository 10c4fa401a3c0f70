using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Stops the phase under way: nothing it had begun is kept.</summary>
public sealed class StopImport(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var job = await unit.Db.EnrolmentImports.Where(i => i.Id == importId && i.OrganisationId == unit.Actor.OrganisationId).Select(i => (Guid?)i.JobId).SingleOrDefaultAsync(ct);
        return job is { } id ? await unit.CancelAsync(id, ct) : SecurityErrors.NotFound;
    }
}
