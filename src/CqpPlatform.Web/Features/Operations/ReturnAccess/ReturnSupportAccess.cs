using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Operations.ReturnAccess;

/// <summary>The operator has finished: their own access ends before its term.</summary>
public sealed class ReturnSupportAccess(WorkFactory work, CqpDatabase database)
{
    public async Task<Result> ExecuteAsync(Guid tenantId, Guid accessId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageTenants, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (!await unit.Db.Tenants.AnyAsync(t => t.Id == tenantId, ct)) return SecurityErrors.NotFound;
        await using var db = await database.OpenAsync(tenantId, ct);
        (db.Audit.ActorId, db.Audit.Action) = (unit.Actor.Id, nameof(ReturnSupportAccess));
        if (await db.SupportAccesses.SingleOrDefaultAsync(a => a.Id == accessId && a.OperatorId == unit.Actor.Id, ct) is not { } access) return SecurityErrors.NotFound;
        if (access.End(unit.Now) is { Refused: true } refused) return refused;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The certifier ended it at this very moment.
            return SupportErrors.NotOpen;
        }
        return Result.Success;
    }
}
