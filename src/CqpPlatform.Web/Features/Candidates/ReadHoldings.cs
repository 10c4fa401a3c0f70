using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Candidates;

/// <param name="Reference">Number of the minutes, reference of the proof, or the block recognised.</param>
public sealed record HeldBlock(BlockOrigin Origin, string CertificationCode, string Version, string BlockCode, string? RncpCode, string Title, DateOnly AcquiredOn, DateOnly? ValidUntil, bool IsValid, string Reference);

/// <summary>How far a person is from one certification, under each of its options.</summary>
/// <param name="VersionLabel">Of the version it is counted by.</param>
/// <param name="IsTheirs">They sat for it or hold a block of it.</param>
public sealed record CertificationProgress(string Code, string ShortTitle, string VersionLabel, bool IsTheirs, IReadOnlyList<RemainingBlocks> Options);

/// <param name="Progress">Towards each certification of the certifier, theirs first.</param>
/// <param name="CanKeep">The certifier keeps the ledger.</param>
public sealed record Holdings(Guid CandidateId, IReadOnlyList<HeldBlock> Blocks, IReadOnlyList<CertificationProgress> Progress, bool CanKeep);

/// <summary>What a person holds for ever or as long as declared, and what each certification still asks of them.</summary>
public sealed class ReadHoldings(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<Holdings>> ExecuteAsync(Guid candidateId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        // The address of a file that was merged leads to the one that was kept.
        candidateId = await db.Candidates.Where(c => c.Id == candidateId).Select(c => c.MergedIntoId).FirstOrDefaultAsync(ct) ?? candidateId;
        var sat = await (from enrolment in unit.VisibleEnrolments()
                         join campaign in db.Campaigns on enrolment.CampaignId equals campaign.Id
                         where enrolment.CandidateId == candidateId
                         orderby campaign.JuryOn descending
                         select new { campaign.CertificationCode, campaign.ReferentialVersionId }).ToListAsync(ct);
        if (sat.Count == 0) return SecurityErrors.NotFound;
        var ledger = await db.Ledger().Where(h => h.PersonId == candidateId).Select(h => h.Block).OrderBy(b => b.CertificationCode).ThenBy(b => b.BlockCode).ThenBy(b => b.AcquiredOn).ToListAsync(ct);
        var versions = await db.VersionsAsync(ledger, ct);
        var published = await db.ReferentialVersions.Where(v => v.Status != ReferentialStatus.Draft).OrderByDescending(v => v.PublishedAt).Select(v => new { v.CertificationCode, ReferentialVersionId = v.Id }).ToListAsync(ct);

        var progress = new List<CertificationProgress>();
        var theirs = sat.Select(s => s.CertificationCode).Concat(ledger.Select(l => l.CertificationCode)).ToHashSet();
        foreach (var code in theirs.Concat(published.Select(p => p.CertificationCode)).Distinct().OrderByDescending(theirs.Contains).ThenBy(c => c, StringComparer.Ordinal))
        {
            // The version of the campaign they sat last; the newest one where they have not sat any.
            if (sat.Concat(published).FirstOrDefault(v => v.CertificationCode == code) is not { } version) continue;
            var referential = await catalogue.GetAsync(db, version.ReferentialVersionId, ct);
            var held = ledger.Where(l => l.IsValidOn(unit.Today)).SelectMany(l => l.BlocksIn(referential, versions)).ToHashSet();
            progress.Add(new(code, referential.ShortTitle, referential.VersionLabel, theirs.Contains(code), RemainingBlocks.Of(referential, held)));
        }
        return new Holdings(candidateId,
            ledger.ConvertAll(l => new HeldBlock(l.Origin, l.CertificationCode, l.ReferentialVersion, l.BlockCode, l.RncpCode, l.Title, l.AcquiredOn, l.ValidUntil, l.IsValidOn(unit.Today), l.MinutesNumber)),
            progress, unit.Actor.Role.Grants(Permission.KeepLedger));
    }
}
