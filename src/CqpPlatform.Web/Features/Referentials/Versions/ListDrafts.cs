using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

public sealed record DraftLine(Guid Id, string Code, string Version, string Title);

/// <summary>What is being written, of every certification: an imported one has no published version yet.</summary>
public sealed class ListDrafts(WorkFactory work)
{
    public async Task<Result<IReadOnlyList<DraftLine>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.Db.ReferentialVersions.Where(v => v.Status == ReferentialStatus.Draft).LastFirst().Select(v => new DraftLine(v.Id, v.CertificationCode, v.Version, v.Title)).ToListAsync(ct);
    }
}
