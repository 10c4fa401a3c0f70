using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.ApiKeys.RevokeKey;

/// <summary>Ends a key at once: the next call with it is refused.</summary>
public sealed class RevokeApiKey(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid keyId, CancellationToken ct = default)
    {
        // A call may note its use of the key at this very moment; the act stays the same, so it is done again.
        for (var attempt = 1; ; attempt++)
        {
            var begun = await work.BeginAsync(Permission.ManageApiKeys, ct);
            if (begun.Refused) return Result.From(begun.Errors);
            await using var unit = begun.Value;
            if (await unit.VisibleKeys().SingleOrDefaultAsync(k => k.Id == keyId, ct) is not { } key) return SecurityErrors.NotFound;
            key.Revoke(unit.Now);
            var saved = await unit.SaveAsync(reason: null, ct);
            if (saved.Succeeded || attempt == 3) return saved;
        }
    }
}
