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
    public static async Task<IReadOnlyList<CountedBlock>> CountedAsync(this CqpDbContext db, IReadOnlyCollection<Guid> people, Referential referential, CancellationToken ct = default)
    {
        var ledger = await db.Ledger().Where(h => people.Contains(h.PersonId) && h.Block.CertificationCode == referential.Code).OrderBy(h => h.Block.AcquiredOn).ToListAsync(ct);
        var versions = await db.VersionsAsync(ledger.Select(h => h.Block).Where(b => b.ReferentialVersion != referential.Version), ct);
        return [.. from held in ledger from code in held.Block.BlocksIn(referential, versions) select new CountedBlock(held.PersonId, code, held.Block)];
    }

    /// <summary>The versions these blocks were acquired under.</summary>
    public static async Task<IReadOnlyList<Referential>> VersionsAsync(this CqpDbContext db, IEnumerable<AcquiredBlock> lines, CancellationToken ct)
    {
        var versions = new List<Referential>();
        foreach (var certification in lines.GroupBy(l => l.CertificationCode, l => l.ReferentialVersion))
        {
            var named = certification.Distinct().ToList();
            foreach (var id in await db.ReferentialVersions.Where(v => v.CertificationCode == certification.Key && named.Contains(v.Version) && v.Status != ReferentialStatus.Draft).Select(v => v.Id).ToListAsync(ct))
                versions.Add(await ReferentialCatalogue.ReadAsync(db, id, ct));
        }
        return versions;
    }

    /// <summary>The versions whose blocks a version's passerelles name: of each other certification, the one in force when it was published.</summary>
    public static async Task<IReadOnlyList<Referential>> NamedAsync(this CqpDbContext db, Referential referential, CancellationToken ct)
    {
        var others = referential.Passerelles.Select(p => p.OtherReferential).ToHashSet();
        if (others.Count == 0) return [];
        var at = await db.ReferentialVersions.Where(v => v.CertificationCode == referential.Code && v.Version == referential.Version).Select(v => v.PublishedAt).SingleOrDefaultAsync(ct);
        var published = await db.ReferentialVersions.Where(v => others.Contains(v.CertificationCode) && v.Status != ReferentialStatus.Draft).LastFirst().Select(v => new { v.Id, v.CertificationCode, v.PublishedAt }).ToListAsync(ct);
        var named = new List<Referential>();
        foreach (var versions in published.GroupBy(v => v.CertificationCode)) named.Add(await ReferentialCatalogue.ReadAsync(db, (versions.FirstOrDefault(v => v.PublishedAt <= at) ?? versions.Last()).Id, ct));
        return named;
    }

    /// <summary>The blocks of that version one candidate holds on a day.</summary>
    public static async Task<IReadOnlySet<string>> AcquiredAsync(CqpDbContext db, Guid candidateId, Referential referential, DateOnly on, CancellationToken ct = default) =>
        (await db.CountedAsync([candidateId], referential, ct)).Where(h => h.Line.IsValidOn(on)).Select(h => h.BlockCode).ToHashSet();
}
