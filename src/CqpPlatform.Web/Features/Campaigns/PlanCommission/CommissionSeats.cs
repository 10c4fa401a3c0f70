using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
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
}
