using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.AuditTrail.OfCandidate;

/// <summary>Everything that was done about one person, in any campaign.</summary>
public sealed class ReadCandidateTimeline(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<Timeline>> ExecuteAsync(Guid candidateId, int page = 1, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadAudit, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var candidate = await unit.Db.Candidates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == candidateId, ct);
        if (candidate is null) return SecurityErrors.NotFound;
        return await unit.TimelineAsync(catalogue, candidate.Name, unit.Db.AuditEntries.Where(e => e.CandidateId == candidateId), page, ct);
    }
}
