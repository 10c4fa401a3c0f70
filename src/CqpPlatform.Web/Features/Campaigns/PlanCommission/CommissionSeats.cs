using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

/// <summary>The oral whose examiners change, while it may.</summary>
internal static class CommissionSeats
{
    /// <summary>Inside the caller's transaction, from now on nobody writes or signs in this candidate's grids of the commission.</summary>
    /// <param name="newcomerId">The membership of whoever takes a seat; null where nobody does.</param>
    public static async Task<Result<(CommissionDay Day, Oral Oral)>> FindAsync(CqpDbContext db, Guid oralId, Guid? newcomerId, CancellationToken ct)
    {
        var planned = await db.Orals.Where(o => o.Id == oralId).Select(o => new { o.EnrolmentId, o.DayId }).SingleOrDefaultAsync(ct);
        if (planned is null || (newcomerId is { } by && !await db.Memberships.AnyAsync(m => m.Id == by && m.Role == Role.Examiner && m.Active, ct))) return SecurityErrors.NotFound;
        await GridLock.TakeAsync(db, planned.EnrolmentId, SourceKind.Commission, ct);
        var day = await db.CommissionDays.Include(d => d.Orals).SingleAsync(d => d.Id == planned.DayId, ct);
        if (await db.Campaigns.Where(c => c.Id == day.CampaignId).Select(c => c.Status).SingleAsync(ct) is CampaignStatus.Deliberation or CampaignStatus.Closed) return CampaignErrors.EvaluationClosed;
        var kinds = newcomerId is null ? [] : await db.Linked().Where(l => l.EnrolmentId == planned.EnrolmentId && l.ExaminerId == newcomerId).Select(l => l.Kind).ToListAsync(ct);
        if (kinds.Count > 0) return CommissionErrors.LinkedTo("Examinateur lié au candidat", French.List([.. kinds.Order().Select(k => k.French())]));
        return (day, day.Orals.Single(o => o.Id == oralId));
    }

    /// <summary>Refuses two examiners of whom one once wrote in the grid that is now the other's: they would not rate apart. Of the blocks that are settled nothing is rated any more.</summary>
    /// <param name="oral">With the examiners as they will be.</param>
    /// <param name="grids">All of the commission's, as they will be.</param>
    public static async Task<Result> ApartAsync(CqpDbContext db, Oral oral, IReadOnlyCollection<Evaluation> grids, CancellationToken ct)
    {
        if (!oral.ByTwo) return Result.Success;
        var examiners = oral.Examiners;
        var own = grids.Where(g => g.SetAsideAt is null && g.ExaminerId is { } id && examiners.Contains(id) && !grids.Any(c => c.ExaminerId is null && c.BlockCode == g.BlockCode)).ToDictionary(g => g.Id);
        var accounts = await db.Memberships.Where(m => examiners.Contains(m.Id)).ToDictionaryAsync(m => m.AccountId, m => m.Id, ct);
        var (gridIds, writers) = (own.Keys.ToList(), accounts.Keys.ToList());
        var written = await db.EvaluationChanges.Where(c => gridIds.Contains(c.EvaluationId) && writers.Contains(c.ById)).Select(c => new { c.EvaluationId, c.ById }).Distinct().ToListAsync(ct);
        var blocks = written.Where(w => own[w.EvaluationId].ExaminerId != accounts[w.ById]).Select(w => own[w.EvaluationId].BlockCode).Distinct().Order(StringComparer.Ordinal).ToList();
        return blocks.Count == 0 ? Result.Success : CommissionErrors.NotApart(blocks);
    }
}
