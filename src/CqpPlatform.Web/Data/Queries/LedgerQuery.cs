using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>The valid acquired blocks of one candidate for one certification.</summary>
public static class LedgerQuery
{
    public static async Task<IReadOnlySet<string>> AcquiredAsync(CqpDbContext db, Guid candidateId, string certificationCode, DateOnly on, CancellationToken ct = default) =>
        (await db.AcquiredBlocks.Where(b => b.CandidateId == candidateId && b.CertificationCode == certificationCode && (b.ValidUntil == null || b.ValidUntil >= on))
            .Select(b => b.BlockCode).ToListAsync(ct)).ToHashSet();
}
