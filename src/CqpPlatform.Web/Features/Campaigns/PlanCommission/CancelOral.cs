using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

public sealed record CancelOralInput(Guid OralId);

/// <summary>Takes an oral back, so that its candidate is planned again on the right day. A day that has no other oral goes with it.</summary>
public sealed class CancelOral(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(CancelOralInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var found = await CommissionSeats.FindAsync(db, input.OralId, null, ct);
        if (found.Refused) return Result.From(found.Errors);
        var (day, oral) = found.Value;
        var written = await db.EvaluationGrids.Where(e => e.EnrolmentId == oral.EnrolmentId && e.Source == SourceKind.Commission).Select(e => e.BlockCode).Distinct().ToListAsync(ct);
        if (day.Cancel(oral.Id, written) is { Refused: true } refused) return refused;
        db.Remove(oral);
        if (day.Orals.Count == 0) db.Remove(day);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
