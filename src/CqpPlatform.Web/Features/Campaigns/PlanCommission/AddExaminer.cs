using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

/// <param name="ExaminerId">The membership of whoever joins.</param>
public sealed record AddExaminerInput(Guid OralId, Guid? ExaminerId);

/// <summary>A second examiner joins an oral that is planned with one: from then on each rates apart. What the first has begun is their own grid; what they signed is reopened first.</summary>
public sealed class AddExaminer(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(AddExaminerInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (input.ExaminerId is not { } secondId) return CommissionErrors.SecondRequired;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var found = await CommissionSeats.FindAsync(unit.Db, input.OralId, secondId, ct);
        if (found.Refused) return Result.From(found.Errors);
        var (day, oral) = found.Value;
        var firstId = oral.ExaminerId;
        var agenda = await ExaminerAgenda.ReadAsync(unit.Db, day.Date, ct);
        if (day.Join(agenda, oral.Id, secondId) is { Refused: true } refused) return refused;
        var grids = await unit.Db.EvaluationGrids.Where(e => e.EnrolmentId == oral.EnrolmentId && e.Source == SourceKind.Commission).ToListAsync(ct);
        foreach (var grid in grids.Where(g => g.ExaminerId is null).OrderBy(g => g.BlockCode, StringComparer.Ordinal))
        {
            // The one who was let suffice had met the other already: there is nothing left to rate apart.
            if (grids.Exists(g => g.BlockCode == grid.BlockCode && g.ExaminerId == firstId)) return CommissionErrors.AlreadyMet(grid.BlockCode);
            if (grid.RateApart(firstId) is { Refused: true } signed) return signed;
            unit.Db.Add(EvaluationEvent.Of(grid.Id, EvaluationAct.RatedApart, unit.Actor.Signatory, unit.Now));
        }
        if (await CommissionSeats.ApartAsync(unit.Db, oral, grids, ct) is { Refused: true } seen) return seen;
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
