using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>One standing line of the ledger, under the person it counts for today.</summary>
public sealed class PersonBlock
{
    public required Guid PersonId { get; init; }
    public required AcquiredBlock Block { get; init; }
}

/// <param name="BlockCode">The block the line counts for, which a former version may have called otherwise.</param>
public sealed record CountedBlock(Guid PersonId, string BlockCode, AcquiredBlock Line);

/// <summary>
/// What people hold. Whoever asks whether a block is acquired asks here: a cancelled line is still in the table, and a line never changes hands,
/// but a file merged into another counts under the one that was kept.
/// </summary>
public static class LedgerQuery
{
    /// <summary>The lines nobody cancelled, valid or not.</summary>
    public static IQueryable<AcquiredBlock> StandingBlocks(this CqpDbContext db)
    {
        var standing = db.AcquiredBlocks.Where(b => !db.CounterEntries.Any(c => c.AcquiredBlockId == b.Id));
        if (db.ResultsToldBy is not { } at) return standing;
        var kept = db.KeptSessions(at);
        return standing.Where(b => b.JurySessionId == null || !kept.Contains(b.JurySessionId.Value));
    }

    /// <summary>Sessions whose results the certifier keeps until later.</summary>
    public static IQueryable<Guid> KeptSessions(this CqpDbContext db, DateTimeOffset at) => db.JurySessions.Where(s => s.ResultsHeld && (s.ResultsAt == null || s.ResultsAt > at)).Select(s => s.Id);

    /// <summary>The documents whose results are told to whoever reads; all of them for the certifier.</summary>
    public static IQueryable<IssuedDocument> ToldDocuments(this CqpDbContext db)
    {
        if (db.ResultsToldBy is not { } at) return db.IssuedDocuments;
        var kept = db.KeptSessions(at);
        return db.IssuedDocuments.Where(d => !kept.Contains(d.JurySessionId));
    }

    public static IQueryable<PersonBlock> Ledger(this CqpDbContext db) =>
        from block in db.StandingBlocks().AsNoTracking()
        join candidate in db.Candidates on block.CandidateId equals candidate.Id
        select new PersonBlock { PersonId = candidate.MergedIntoId ?? candidate.Id, Block = block };

    /// <summary>What these people hold for one version of a certification, valid or not: a block of a former version counts as this one declares.</summary>
    public static async Task<IReadOnlyList<CountedBlock>> CountedAsync(this CqpDbContext db, IReadOnlyCollection<Guid> people, Referential referential, CancellationToken ct = default) =>
    [
        .. from held in await db.Ledger().Where(h => people.Contains(h.PersonId) && h.Block.CertificationCode == referential.Code).OrderBy(h => h.Block.AcquiredOn).ToListAsync(ct)
           from code in held.Block.BlocksIn(referential)
           select new CountedBlock(held.PersonId, code, held.Block),
    ];

    /// <summary>The blocks of that version one candidate holds on a day.</summary>
    public static async Task<IReadOnlySet<string>> AcquiredAsync(CqpDbContext db, Guid candidateId, Referential referential, DateOnly on, CancellationToken ct = default) =>
        (await db.CountedAsync([candidateId], referential, ct)).Where(h => h.Line.IsValidOn(on)).Select(h => h.BlockCode).ToHashSet();
}
