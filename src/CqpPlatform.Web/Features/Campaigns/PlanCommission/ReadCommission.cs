using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

public sealed record OralLine(TimeOnly StartsAt, string Room, string Candidate, string Examiner);

public sealed record CommissionDayView(DateOnly Date, string Place, IReadOnlyList<OralLine> Orals);

public sealed record ExaminerChoice(Guid Id, string Name);

public sealed record CommissionView(string CampaignName, IReadOnlyList<CommissionDayView> Days, int Unplanned, IReadOnlyList<ExaminerChoice> Examiners);

public sealed class ReadCommission(WorkFactory work)
{
    public async Task<Result<CommissionView>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var name = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Name).SingleOrDefaultAsync(ct);
        if (name is null) return SecurityErrors.NotFound;
        var rows = await (
            from o in db.Orals
            join d in db.CommissionDays on o.DayId equals d.Id
            join e in db.Enrolments on o.EnrolmentId equals e.Id
            join c in db.Candidates on e.CandidateId equals c.Id
            join m in db.Memberships on o.ExaminerId equals m.Id
            join a in db.Users on m.AccountId equals a.Id
            where d.CampaignId == campaignId
            orderby d.Date, o.StartsAt
            select new { d.Id, d.Date, d.Place, o.StartsAt, o.Room, Candidate = c, a.LastName, a.FirstName }).ToListAsync(ct);
        var days = rows.GroupBy(r => r.Id).Select(g => new CommissionDayView(g.First().Date, g.First().Place,
            [.. g.Select(r => new OralLine(r.StartsAt, r.Room, r.Candidate.Name, $"{r.LastName.ToUpperInvariant()} {r.FirstName}"))])).ToList();
        var accepted = await db.Enrolments.CountAsync(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted, ct);
        var examiners = await (
            from m in db.Memberships
            join a in db.Users on m.AccountId equals a.Id
            where m.Role == Role.Examiner && m.Active
            orderby a.LastName
            select new { m.Id, a.LastName, a.FirstName }).ToListAsync(ct);
        return new CommissionView(name, days, accepted - rows.Count, [.. examiners.Select(x => new ExaminerChoice(x.Id, $"{x.LastName.ToUpperInvariant()} {x.FirstName}"))]);
    }
}
