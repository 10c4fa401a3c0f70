using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.SupportAccesses.EndAccess;

/// <summary>Ends a granted access before its term: the operator's next page or click is refused.</summary>
public sealed class EndSupportAccess(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid accessId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.GrantSupport, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.SupportAccesses.SingleOrDefaultAsync(a => a.Id == accessId, ct) is not { } access) return SecurityErrors.NotFound;
        var ended = access.End(unit.Now);
        return ended.Refused ? ended : await unit.SaveAsync(reason: null, ct);
    }
}
