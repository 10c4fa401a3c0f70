using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Reconciling;

/// <summary>Lays two examiners' grids of one block together once both are submitted (docs/adr/0040).</summary>
internal static class Reconciler
{
    /// <summary>Begins the grid that counts if the other examiner has submitted too. Under the lock of the grid; the caller saves.</summary>
    /// <param name="own">What was just submitted.</param>
    public static async Task<Result> BeginAsync(CqpDbContext db, Referential referential, Evaluation own, DateTimeOffset now, CancellationToken ct)
    {
        var seats = await db.OralsOfTwo(own.ExaminerId, [own.EnrolmentId]).Select(o => new { o.ExaminerId, o.SecondExaminerId }).FirstAsync(ct);
        var otherId = seats.ExaminerId == own.ExaminerId ? seats.SecondExaminerId : seats.ExaminerId;
        var other = await db.EvaluationGrids.AsNoTracking().Include(e => e.Ratings).Include(e => e.Signatures).AsSplitQuery()
            .SingleOrDefaultAsync(e => e.EnrolmentId == own.EnrolmentId && e.BlockCode == own.BlockCode && e.Source == own.Source && e.ExaminerId == otherId, ct);
        if (other is not { IsSubmitted: true }) return Result.Success;
        var common = Evaluation.Reconcile(referential, other, own, now);
        if (common.Refused) return Result.From(common.Errors);
        db.Add(common.Value);
        db.AddRange(common.Value.TakeUp(await db.EvidenceFiles.AsNoTracking().Where(f => f.EvaluationId == own.Id || f.EvaluationId == other.Id).OrderBy(f => f.AddedAt).ToListAsync(ct)));
        return Result.Success;
    }
}
