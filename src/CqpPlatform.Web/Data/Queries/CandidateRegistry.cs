using CqpPlatform.Domain.Candidates;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>The tenant's registry of persons: whoever enrols a candidate asks here first, so that one person is one row.</summary>
public static class CandidateRegistry
{
    /// <summary>The candidate of the same birth name, first names and birth date, whatever the case and the accents.</summary>
    public static async Task<Candidate?> FindAsync(CqpDbContext db, CandidateIdentity identity, CancellationToken ct = default)
    {
        var key = PersonKey.Of(identity);
        var born = await db.Candidates.Where(c => c.BirthDate == identity.BirthDate && c.ErasedAt == null && c.MergedIntoId == null).ToListAsync(ct);
        return born.Find(c => PersonKey.Of(c.Identity) == key);
    }

    /// <summary>
    /// Held until the end of the transaction: of two organisations that type the same new person at the same moment, the second finds the first's row.
    /// </summary>
    public static Task LockAsync(CqpDbContext db, CancellationToken ct = default) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"candidate-registry:" + db.TenantId}, 0))", ct);

    /// <summary>Candidates of whom nothing is written but enrolments: their row may leave with them.</summary>
    public static IQueryable<Candidate> KnownByEnrolmentsOnly(this CqpDbContext db) => db.Candidates.Where(c =>
        !db.AcquiredBlocks.Any(b => b.CandidateId == c.Id) && !db.LedgerProofs.Any(p => p.CandidateId == c.Id) && !db.DuplicateReviews.Any(r => r.KeptId == c.Id || r.OtherId == c.Id)
        && !db.IdentityRectifications.Any(r => r.CandidateId == c.Id) && !db.Erasures.Any(r => r.CandidateId == c.Id));

    /// <summary>Submitted or accepted elsewhere, or known to the ledger: the identity was checked, and a training organisation no longer changes it.</summary>
    public static async Task<bool> IsEstablishedAsync(CqpDbContext db, Guid candidateId, Guid? exceptEnrolmentId = null, CancellationToken ct = default) =>
        await db.Ledger().AnyAsync(h => h.PersonId == candidateId, ct)
        || await db.Enrolments.AnyAsync(e => e.CandidateId == candidateId && e.Id != exceptEnrolmentId
            && (e.Status == EnrolmentStatus.Submitted || e.Status == EnrolmentStatus.Accepted), ct);
}
