using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

/// <param name="Version">The version it stays on.</param>
public sealed record RunningCampaignLine(string Name, string Version);

/// <summary>Blocks of a published version that count for none of the draft.</summary>
public sealed record UncountedBlocks(string Version, IReadOnlyList<string> Blocks);

/// <summary>What publishing a draft would do, before it is done.</summary>
/// <param name="Faults">What keeps it from being published; each with its path as field.</param>
/// <param name="Former">The version it is compared with: its own source, or the one in force; null for a first one.</param>
/// <param name="Uncounted">Of each published version that has some, the last first.</param>
public sealed record Publication(Guid VersionId, uint RowVersion, string Code, string Version, string VersionLabel, string Title, string Sha256, IReadOnlyList<Error> Faults,
    IReadOnlyList<RunningCampaignLine> Running, string? Former, ReferentialComparison? Comparison, IReadOnlyList<UncountedBlocks> Uncounted);

public sealed class ReadPublication(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<Publication>> ExecuteAsync(Guid versionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == versionId, ct) is not { Status: ReferentialStatus.Draft } draft) return SecurityErrors.NotFound;

        var referential = await catalogue.GetAsync(db, draft, ct);
        var former = await db.ReferentialVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == draft.CopiedFromId, ct)
            ?? await db.ReferentialVersions.CurrentAsync(draft.CertificationCode, ct);
        var running = await (
            from c in db.Campaigns
            join v in db.ReferentialVersions on c.ReferentialVersionId equals v.Id
            where c.CertificationCode == draft.CertificationCode && c.Status != CampaignStatus.Closed
            orderby c.Name
            select new RunningCampaignLine(c.Name, v.Version)).ToListAsync(ct);
        var before = former is null ? null : await catalogue.GetAsync(db, former, ct);
        var uncounted = new List<UncountedBlocks>();
        foreach (var published in await db.ReferentialVersions.AsNoTracking().Of(draft.CertificationCode).Where(v => v.Status != ReferentialStatus.Draft).LastFirst().ToListAsync(ct))
        {
            var under = await catalogue.GetAsync(db, published, ct);
            if (under.Blocks.Select(b => b.Code).Where(b => referential.BlocksFor(under.Version, b, under).Count == 0).ToList() is { Count: > 0 } none) uncounted.Add(new(under.Version, none));
        }
        return new Publication(draft.Id, db.Entry(draft).Property<uint>("RowVersion").CurrentValue, draft.CertificationCode, draft.Version, referential.VersionLabel, draft.Title, draft.Sha256,
            ReferentialJson.Read(draft.Content).Errors, running, former?.Version,
            before is null ? null : ReferentialComparison.Of(before, referential), uncounted);
    }
}
