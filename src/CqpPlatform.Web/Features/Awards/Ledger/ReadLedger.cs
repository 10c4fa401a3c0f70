using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.Ledger;

/// <param name="ProofId">The proof of an earlier block, while it is kept.</param>
/// <param name="CancelledBecause">Why it no longer counts; null while it stands.</param>
public sealed record LedgerEntry(Guid Id, BlockOrigin Origin, string CertificationCode, string Version, string BlockCode, string? RncpCode, string Title, DateOnly AcquiredOn, DateOnly? ValidUntil,
    string Reference, Guid? ProofId, string? Reason, string? CancelledBecause);

public sealed record ProposedPasserelle(string CertificationCode, Block Block, Guid SourceId, string SourceCertification, string SourceBlock, DateOnly AcquiredOn);

/// <param name="Referentials">The certifications a block may be entered for, in their last published version.</param>
public sealed record PersonLedger(Guid CandidateId, string Name, IReadOnlyList<LedgerEntry> Lines, IReadOnlyList<ProposedPasserelle> Proposals, IReadOnlyList<Referential> Referentials);

/// <summary>Everything the ledger holds of one person, cancelled lines included, and what the certifier may recognise.</summary>
public sealed class ReadLedger(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<PersonLedger>> ExecuteAsync(Guid candidateId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await db.Candidates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == candidateId, ct) is not { } candidate) return SecurityErrors.NotFound;
        var lines = await db.AcquiredBlocks.AsNoTracking().Where(b => b.CandidateId == candidateId || db.Candidates.Any(c => c.Id == b.CandidateId && c.MergedIntoId == candidateId)).OrderBy(b => b.CertificationCode).ThenBy(b => b.BlockCode).ThenBy(b => b.AcquiredOn).ToListAsync(ct);
        var ids = lines.ConvertAll(l => l.Id);
        var cancelled = await db.CounterEntries.Where(c => ids.Contains(c.AcquiredBlockId)).ToDictionaryAsync(c => c.AcquiredBlockId, c => c.Reason, ct);
        var proofs = (await db.LedgerProofs.Where(p => p.CandidateId == candidateId || db.Candidates.Any(c => c.Id == p.CandidateId && c.MergedIntoId == candidateId)).Where(p => p.ErasedAt == null)
            .Select(p => (Guid?)p.Id).ToListAsync(ct)).ToHashSet();
        var referentials = await LedgerReferentials.LastAsync(db, catalogue, ct);
        var standing = lines.FindAll(l => !cancelled.ContainsKey(l.Id));
        var versions = await db.VersionsAsync(standing, ct);
        var open = (await db.OpenPasserelles.AsNoTracking().ToListAsync(ct)).ToLookup(p => p.CertificationCode, p => p.OtherReferential);
        var proposals = new List<ProposedPasserelle>();
        foreach (var referential in referentials.Where(r => open.Contains(r.Code)))
            proposals.AddRange(PasserelleProposal.Of(referential, standing, versions, await db.NamedAsync(referential, ct), open[referential.Code].ToHashSet(), unit.Today)
                .Select(p => new ProposedPasserelle(referential.Code, p.Block, p.Source.Id, p.Source.CertificationCode, p.Source.BlockCode, p.Source.AcquiredOn)));
        return new PersonLedger(candidateId, candidate.Name,
            lines.ConvertAll(l => new LedgerEntry(l.Id, l.Origin, l.CertificationCode, l.ReferentialVersion, l.BlockCode, l.RncpCode, l.Title, l.AcquiredOn, l.ValidUntil, l.MinutesNumber, proofs.Contains(l.ProofId) ? l.ProofId : null, l.Reason, cancelled.GetValueOrDefault(l.Id))),
            proposals,
            referentials);
    }
}
