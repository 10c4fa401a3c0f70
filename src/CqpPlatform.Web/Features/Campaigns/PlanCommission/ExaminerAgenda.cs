using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

/// <summary>The orals of a date, of every campaign, but those of whoever has withdrawn.</summary>
internal static class ExaminerAgenda
{
    public static async Task<Agenda> ReadAsync(CqpDbContext db, DateOnly date, CancellationToken ct)
    {
        var orals = await (
            from o in db.Orals
            join d in db.CommissionDays on o.DayId equals d.Id
            join e in db.Enrolments on o.EnrolmentId equals e.Id
            where d.Date == date && e.Status != EnrolmentStatus.Withdrawn
            select new { Oral = o, e.Adaptations }).ToListAsync(ct);
        return new(orals.Select(o => new Hearing(o.Oral, o.Adaptations)));
    }
}
