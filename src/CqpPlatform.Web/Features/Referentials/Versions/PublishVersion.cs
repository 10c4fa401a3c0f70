using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

/// <param name="RowVersion">Of the draft as it was read: what somebody changed since is not published unseen.</param>
public sealed record PublishVersionInput(Guid VersionId, uint RowVersion);

/// <summary>Freezes a draft that has no fault left. Campaigns that run stay on their own version.</summary>
public sealed class PublishVersion(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(PublishVersionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == input.VersionId, ct) is not { } version) return SecurityErrors.NotFound;

        var read = ReferentialJson.Read(version.Content);
        if (read.Refused) return Result.From(read.Errors);
        unit.Db.Entry(version).Property<uint>("RowVersion").OriginalValue = input.RowVersion;
        var published = version.Publish(unit.Now);
        return published.Refused ? published : await unit.SaveAsync(ct: ct);
    }
}
