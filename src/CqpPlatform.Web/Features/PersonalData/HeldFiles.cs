using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData;

internal static class HeldFiles
{
    /// <summary>Where each person that is not erased stands in time, or one of them.</summary>
    public static async Task<IReadOnlyList<HeldFile>> ReadAsync(CqpDbContext db, Guid? candidateId, CancellationToken ct)
    {
        // A file merged into another is no person of its own: it goes with the one that was kept, and so do the blocks entered under it.
        var candidates = await db.Candidates.Where(c => candidateId == null ? c.ErasedAt == null && c.MergedIntoId == null : c.Id == candidateId).Select(c => new { c.Id, FileErased = c.FileErasedAt != null }).ToListAsync(ct);
        var enrolments = (await (
            from e in db.Enrolments
            join c in db.Campaigns on e.CampaignId equals c.Id
            where candidateId == null || e.CandidateId == candidateId
            select new { e.CandidateId, c.ClosesOn, Running = c.Status != CampaignStatus.Closed && e.Status != EnrolmentStatus.Withdrawn }).ToListAsync(ct)).ToLookup(e => e.CandidateId);
        // What an appeal puts forward is what the jury hears it on.
        var appealed = (await (
            from a in db.Appeals
            join e in db.Enrolments on a.EnrolmentId equals e.Id
            where (a.State == AppealState.Filed || a.State == AppealState.Referred) && (candidateId == null || e.CandidateId == candidateId)
            select e.CandidateId).ToListAsync(ct)).ToHashSet();
        var awards = await (
            from b in db.AcquiredBlocks
            join c in db.Candidates on b.CandidateId equals c.Id
            where candidateId == null || c.Id == candidateId || c.MergedIntoId == candidateId
            group b.AcquiredOn by candidateId ?? c.MergedIntoId ?? c.Id into g
            select new { g.Key, Last = g.Max() }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        return
        [
            .. from c in candidates
               let own = enrolments[c.Id].ToList()
               // A person typed and never enrolled: their own row says since when it exists.
               let last = own.Count > 0 ? own.Max(e => e.ClosesOn) : CreationDay(c.Id)
               select new HeldFile(c.Id, last, own.Exists(e => e.Running), appealed.Contains(c.Id), awards.TryGetValue(c.Id, out var award) ? award : null, c.FileErased),
        ];
    }

    /// <summary>The certifier's own durations, or the default ones while it has set none.</summary>
    public static async Task<RetentionSchedule> ScheduleAsync(this UnitOfWork unit, CancellationToken ct) =>
        await unit.Db.RetentionSchedules.AsNoTracking().SingleOrDefaultAsync(ct) ?? RetentionSchedule.Default();

    // A version-7 identifier starts with the milliseconds since 1970 of its creation, in 48 bits.
    private static DateOnly CreationDay(Guid id) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16)).UtcDateTime);
}
