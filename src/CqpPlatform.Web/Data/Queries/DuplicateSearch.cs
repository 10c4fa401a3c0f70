using CqpPlatform.Domain.Candidates;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>Who resembles whom among the persons the certifier knows: drafts are their organisation's alone and take no part.</summary>
public static class DuplicateSearch
{
    /// <summary>Resemblances nobody has settled yet, for some candidates or, without a list, for all: a few queries whatever their number.</summary>
    public static async Task<ILookup<Guid, PersonMatch>> UnsettledAsync(CqpDbContext db, IReadOnlyCollection<Guid>? candidateIds = null, CancellationToken ct = default)
    {
        var days = candidateIds is null ? null : PersonIndex.DaysOf(await db.Candidates.Where(c => candidateIds.Contains(c.Id)).Select(c => c.BirthDate).ToListAsync(ct));
        var known = await (from c in db.Candidates
                           where (days == null || days.Contains(c.BirthDate)) && c.MergedIntoId == null && c.ErasedAt == null && (db.Enrolments.Any(e => e.CandidateId == c.Id && e.SubmittedAt != null) || db.AcquiredBlocks.Any(b => b.CandidateId == c.Id))
                           select new { c.Id, c.BirthName, c.FirstNames, c.BirthDate }).ToListAsync(ct);
        var persons = known.Select(c => new KnownPerson(c.Id, PersonKey.Of(c.BirthName, c.FirstNames, c.BirthDate))).ToList();
        var index = new PersonIndex(persons);
        var asked = candidateIds?.ToHashSet();
        var settled = (await db.DuplicateReviews.Where(r => r.UndoneAt == null && r.Verdict == DuplicateVerdict.TwoPersons).Select(r => new { r.KeptId, r.OtherId }).ToListAsync(ct))
            .SelectMany(r => new[] { (r.KeptId, r.OtherId), (r.OtherId, r.KeptId) }).ToHashSet();
        return persons.Where(p => asked?.Contains(p.CandidateId) != false)
            .SelectMany(p => index.Find(p.Key, p.CandidateId).Where(m => !settled.Contains((p.CandidateId, m.CandidateId))).Select(m => (p.CandidateId, Match: m)))
            .ToLookup(p => p.CandidateId, p => p.Match);
    }
}
