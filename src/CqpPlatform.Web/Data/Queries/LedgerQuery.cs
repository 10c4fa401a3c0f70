using CqpPlatform.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>What people hold. Whoever asks whether a block is acquired asks here: a cancelled line is still in the table.</summary>
public static class LedgerQuery
{
    /// <summary>The lines nobody cancelled, valid or not.</summary>
    public static IQueryable<AcquiredBlock> StandingBlocks(this CqpDbContext db) => db.AcquiredBlocks.Where(b => !db.CounterEntries.Any(c => c.AcquiredBlockId == b.Id));

    /// <summary>The valid acquired blocks of one candidate for one certification.</summary>
    public static async Task<IReadOnlySet<string>> AcquiredAsync(CqpDbContext db, Guid candidateId, string certificationCode, DateOnly on, CancellationToken ct = default) =>
        (await db.StandingBlocks().Where(b => b.CandidateId == candidateId && b.CertificationCode == certificationCode && (b.ValidUntil == null || b.ValidUntil >= on))
            .Select(b => b.BlockCode).ToListAsync(ct)).ToHashSet();
}
