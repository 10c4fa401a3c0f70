using System.Globalization;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
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

        var copy = await catalogue.GetAsync(unit.Db, source, ct) with { Version = unit.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), VersionLabel = $"version du {French.Date(unit.Today)}" };
        var draft = await Drafts.AddAsync(unit, copy, ct, source.Id);
        if (draft.Refused) return draft;
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : draft;
    }
}
