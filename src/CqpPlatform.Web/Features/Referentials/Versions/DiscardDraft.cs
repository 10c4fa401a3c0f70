using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

/// <summary>Drops a draft: nothing rests on it. What was published stays.</summary>
public sealed class DiscardDraft(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid versionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == versionId, ct) is not { } version) return SecurityErrors.NotFound;
        if (version.Status.IsFrozen()) return ReferentialErrors.VersionFrozen(version.Version);
        if (await unit.Db.ReferentialVersions.Where(v => v.CopiedFromId == versionId).Select(v => v.Version).FirstOrDefaultAsync(ct) is { } copy) return ReferentialErrors.VersionCopied(version.Version, copy);
        unit.Db.Remove(version);
        return await unit.SaveAsync(ct: ct);
    }
}
