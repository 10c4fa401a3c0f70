using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Editing;

/// <summary>A published version of the same certification, under which blocks were acquired.</summary>
public sealed record FormerVersion(string Version, IReadOnlyList<Block> Blocks);

/// <param name="RowVersion">Given back when saving, so that two editors notice each other.</param>
/// <param name="Left">What is left to correct before it can be published, each with its path.</param>
/// <param name="Former">What undoing the last change goes back to.</param>
public sealed record DraftView(Guid Id, uint RowVersion, Referential Referential, IReadOnlyList<Error> Left, Referential? Former, IReadOnlyList<FormerVersion> FormerVersions);

public sealed class ReadDraft(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<DraftView>> ExecuteAsync(Guid versionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == versionId, ct) is not { Status: ReferentialStatus.Draft } draft) return SecurityErrors.NotFound;
        var formers = new List<FormerVersion>();
        foreach (var version in await unit.Db.ReferentialVersions.AsNoTracking().Of(draft.CertificationCode).Where(v => v.Status != ReferentialStatus.Draft).LastFirst().ToListAsync(ct))
            formers.Add(new(version.Version, (await catalogue.GetAsync(unit.Db, version, ct)).Blocks));
        return new DraftView(draft.Id, unit.Db.Entry(draft).Property<uint>("RowVersion").CurrentValue, await catalogue.GetAsync(unit.Db, draft, ct), ReferentialJson.Read(draft.Content).Errors,
            draft.FormerContent is { } former ? ReferentialCatalogue.Parse(former) : null, formers);
    }
}
