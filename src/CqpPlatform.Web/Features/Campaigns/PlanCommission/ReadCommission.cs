using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

/// <param name="Examiners">One, or two who rate blind.</param>
/// <param name="Links">Which of them may not rate this candidate, and why.</param>
/// <param name="AloneReason">Why one of two was let suffice.</param>
public sealed record OralLine(Guid Id, TimeOnly StartsAt, string Room, string Candidate, IReadOnlyList<ExaminerChoice> Examiners, string? AloneReason, IReadOnlyList<string> Links)
{
    /// <summary>Who wrote something already: whoever replaces them says what becomes of it.</summary>
    public IReadOnlySet<Guid> Begun { get; init; } = new HashSet<Guid>();
}

public sealed record CommissionDayView(DateOnly Date, string Place, IReadOnlyList<OralLine> Orals);

public sealed record ExaminerChoice(Guid Id, string Name);

public sealed record CommissionView(string Campaign, IReadOnlyList<CommissionDayView> Days, int Unplanned, IReadOnlyList<ExaminerChoice> Examiners);

public sealed class ReadCommission(WorkFactory work)
{
    public async Task<Result<CommissionView>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var campaign = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Name + ", " + c.CertificationCode).SingleOrDefaultAsync(ct);
        if (campaign is null) return SecurityErrors.NotFound;
        var rows = await (
            from o in db.Orals
            join d in db.CommissionDays on o.DayId equals d.Id
            join e in db.Enrolments on o.EnrolmentId equals e.Id
            join c in db.Candidates on e.CandidateId equals c.Id
            where d.CampaignId == campaignId
            orderby d.Date, o.StartsAt
            select new { d.Id, d.Date, d.Place, Oral = o, Candidate = c }).ToListAsync(ct);
        var names = await (
            from m in db.Memberships
            join a in db.Users on m.AccountId equals a.Id
            where db.Orals.Any(o => o.ExaminerId == m.Id || o.SecondExaminerId == m.Id)
            select new { m.Id, a.LastName, a.FirstName }).ToDictionaryAsync(x => x.Id, x => new ExaminerChoice(x.Id, French.Person(x.LastName, x.FirstName)), ct);
        var ids = rows.ConvertAll(r => r.Oral.EnrolmentId);
        var links = (await db.Linked().Where(l => ids.Contains(l.EnrolmentId)).ToListAsync(ct)).ToLookup(l => (l.EnrolmentId, l.ExaminerId), l => l.Kind);
        List<string> Links(Oral oral) => [.. from x in oral.Examiners from kind in links[(oral.EnrolmentId, x)].Order() select $"{names[x].Name} : {kind.French()}".French()];
        // Without an examiner it is whoever rates alone.
        var begunGrids = (await db.EvaluationGrids.Where(e => ids.Contains(e.EnrolmentId) && e.Source == SourceKind.Commission).Select(e => new { e.EnrolmentId, e.ExaminerId }).ToListAsync(ct))
            .ToLookup(g => g.EnrolmentId, g => g.ExaminerId);
        HashSet<Guid> Begun(Oral oral) => [.. from examiner in begunGrids[oral.EnrolmentId] where examiner is not null || !oral.ByTwo select examiner ?? oral.ExaminerId];
        var days = rows.GroupBy(r => r.Id).Select(g => new CommissionDayView(g.First().Date, g.First().Place,
            [.. g.Select(r => new OralLine(r.Oral.Id, r.Oral.StartsAt, r.Oral.Room, r.Candidate.Name, [.. r.Oral.Examiners.Select(x => names[x])], r.Oral.AloneReason, Links(r.Oral)) { Begun = Begun(r.Oral) })])).ToList();
        // The oral of who withdrew since stays, and is nobody else's.
        var unplanned = await db.Enrolments.CountAsync(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted && !db.Orals.Any(o => o.EnrolmentId == e.Id), ct);
        var examiners = await (
            from m in db.Memberships
            join a in db.Users on m.AccountId equals a.Id
            where m.Role == Role.Examiner && m.Active
            orderby a.LastName
            select new { m.Id, a.LastName, a.FirstName }).ToListAsync(ct);
        return new CommissionView(campaign, days, unplanned, [.. examiners.Select(x => new ExaminerChoice(x.Id, French.Person(x.LastName, x.FirstName)))]);
    }
}
