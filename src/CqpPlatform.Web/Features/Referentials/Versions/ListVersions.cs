using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

/// <summary>The versions of one certification; drafts only for who writes them.</summary>
public sealed class ListVersions(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<CertificationVersions>> ExecuteAsync(string code, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadReferential, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var editable = unit.Actor.Role.Grants(Permission.EditReferentials);
        var versions = await db.ReferentialVersions.AsNoTracking().Of(code).Where(v => editable || v.Status != ReferentialStatus.Draft).LastFirst().ToListAsync(ct);
        if (versions.Count == 0) return SecurityErrors.NotFound;

        var campaigns = (await db.Campaigns.Where(c => c.CertificationCode == code).Select(c => new { c.ReferentialVersionId, c.Status }).ToListAsync(ct)).ToLookup(c => c.ReferentialVersionId);
        var onLedger = editable ? await db.AcquiredBlocks.Where(b => b.CertificationCode == code).Select(b => b.ReferentialVersion).Distinct().ToListAsync(ct) : [];
        var lines = new List<VersionLine>();
        Referential? first = null;
        foreach (var version in versions)
        {
            var referential = await catalogue.GetAsync(db, version, ct);
            first ??= referential;
            lines.Add(new(version.Id, version.Version, referential.VersionLabel, version.Status, version.Sha256, version.PublishedAt, version.ClosedAt,
                campaigns[version.Id].Count(), campaigns[version.Id].Count(c => c.Status != CampaignStatus.Closed), onLedger.Contains(version.Version), versions.Find(v => v.Id == version.CopiedFromId)?.Version));
        }
        return new CertificationVersions(code, first!.Title, lines, editable, first.Replaces, await Successors.OfAsync(db, catalogue, code, ct));
    }
}
