using CqpPlatform.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

public static class LedgerCancellation
{
    /// <summary>Cancels a line, and with it every standing line recognised from it, directly or from one another. Call inside a transaction and save with it.</summary>
    /// <returns>The lines that fell with it.</returns>
    public static async Task<IReadOnlyList<AcquiredBlock>> CancelAsync(this CqpDbContext db, CounterEntry entry, CancellationToken ct = default)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A line is cancelled inside a transaction: nobody recognises another from it meanwhile.");
        // Held by whoever recognises a passerelle.
        await CandidateRegistry.LockAsync(db, ct);
        db.CounterEntries.Add(entry);
        var fallen = new List<AcquiredBlock>();
        List<Guid> sources = [entry.AcquiredBlockId];
        while (sources.Count > 0)
        {
            // Through lines cancelled before, too: what was recognised from them may have been left standing.
            var recognised = await db.AcquiredBlocks.Where(b => b.RecognisedFromId != null && sources.Contains(b.RecognisedFromId.Value))
                .Select(b => new { Line = b, Stands = !db.CounterEntries.Any(c => c.AcquiredBlockId == b.Id) }).ToListAsync(ct);
            fallen.AddRange(recognised.Where(r => r.Stands).Select(r => r.Line));
            sources = recognised.ConvertAll(r => r.Line.Id);
        }
        db.CounterEntries.AddRange(fallen.Select(entry.For));
        return fallen;
    }
}
