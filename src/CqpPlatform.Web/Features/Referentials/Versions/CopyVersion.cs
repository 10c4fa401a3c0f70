using System.Globalization;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

/// <summary>A new version starts as a copy, under today's date until it is named.</summary>
public sealed class CopyVersion(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <returns>The draft.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Guid versionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == versionId, ct) is not { } source) return SecurityErrors.NotFound;

        var copied = await catalogue.GetAsync(unit.Db, source, ct);
        List<Equivalence> moved = [.. copied.Equivalences ?? []];
        foreach (var other in await unit.Db.ReferentialVersions.AsNoTracking().Of(copied.Code).Where(v => v.Id != source.Id && v.Status != ReferentialStatus.Draft).LastFirst().ToListAsync(ct))
            moved.AddRange(copied.Moved(await catalogue.GetAsync(unit.Db, other, ct)));
        var copy = copied with { Equivalences = moved.Count == 0 ? null : moved, Version = unit.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), VersionLabel = $"version du {French.Date(unit.Today)}" };
        var draft = await Drafts.AddAsync(unit, copy, ct, source.Id);
        if (draft.Refused) return draft;
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : draft;
    }
}
