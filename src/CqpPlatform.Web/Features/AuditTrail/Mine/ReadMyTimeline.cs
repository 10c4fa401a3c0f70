using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.AuditTrail.Mine;

/// <summary>What the person who asks did and what was done about their own access: what others did is none of theirs.</summary>
public sealed class ReadMyTimeline(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<Timeline>> ExecuteAsync(int page = 1, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadOwnActivity, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.TimelineAsync(catalogue, "Mon activité", unit.Db.AuditEntries.Where(e => e.ActorId == unit.Actor.Id || (e.AccountId == unit.Actor.Id && e.EntityType == "Membership")), page, ct);
    }
}
