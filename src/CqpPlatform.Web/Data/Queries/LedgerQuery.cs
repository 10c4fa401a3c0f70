using CqpPlatform.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>One standing line of the ledger, under the person it counts for today.</summary>
public sealed class PersonBlock
{
    public required Guid PersonId { get; init; }
    public required AcquiredBlock Block { get; init; }
}

/// <summary>
/// What people hold. Whoever asks whether a block is acquired asks here: a cancelled line is still in the table, and a line never changes hands,
/// but a file merged into another counts under the one that was kept.
/// </summary>
public static class LedgerQuery
{
    /// <summary>The lines nobody cancelled, valid or not.</summary>
    public static IQueryable<AcquiredBlock> StandingBlocks(this CqpDbContext db) => db.AcquiredBlocks.Where(b => !db.CounterEntries.Any(c => c.AcquiredBlockId == b.Id));

    public static IQueryable<PersonBlock> Ledger(this CqpDbContext db) =>
        from block in db.StandingBlocks().AsNoTracking()
        join candidate in db.Candidates on block.CandidateId equals candidate.Id
        select new PersonBlock { PersonId = candidate.MergedIntoId ?? candidate.Id, Block = block };

    /// <summary>The valid acquired blocks of one candidate for one certification.</summary>
    public static async Task<IReadOnlySet<string>> AcquiredAsync(CqpDbContext db, Guid candidateId, string certificationCode, DateOnly on, CancellationToken ct = default) =>
        (await db.Ledger().Where(h => h.PersonId == candidateId && h.Block.CertificationCode == certificationCode && (h.Block.ValidUntil == null || h.Block.ValidUntil >= on))
            .Select(h => h.Block.BlockCode).ToListAsync(ct)).ToHashSet();
}
