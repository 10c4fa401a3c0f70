using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

internal static class Drafts
{
    /// <summary>Adds a draft under its own name, or the next free one; the caller saves.</summary>
    public static async Task<Result<Guid>> AddAsync(UnitOfWork unit, Referential referential, CancellationToken ct, Guid? copiedFromId = null)
    {
        if (ReferentialVersion.TooLong(referential) is { } tooLong) return tooLong;
        var taken = await unit.Db.ReferentialVersions.Where(v => v.CertificationCode == referential.Code).Select(v => v.Version).ToListAsync(ct);
        var name = Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? referential.Version : $"{referential.Version}-{i}").First(n => !taken.Contains(n));
        var named = referential with { Version = name };
        var draft = ReferentialVersion.Draft(named, ReferentialJson.Write(named), copiedFromId);
        unit.Db.Add(draft);
        return draft.Id;
    }
}
