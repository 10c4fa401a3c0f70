using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.ListReferentials;

/// <summary>One certification of the tenant, at its last published version.</summary>
/// <param name="RegisteredUntil">End of the last registration period: who engaged by then may still be judged.</param>
public sealed record ReferentialSummary(string Code, string Title, string ShortTitle, string Version, string VersionLabel, int? Level, int? EuropeanLevel,
    int Blocks, IReadOnlyList<string> Options, DateOnly RegisteredFrom, DateOnly RegisteredUntil, string Sha256);

public sealed class ListReferentials(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<IReadOnlyList<ReferentialSummary>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadReferential, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var codes = await unit.Db.ReferentialVersions.Where(v => v.Status != ReferentialStatus.Draft).Select(v => v.CertificationCode).Distinct().Order().ToListAsync(ct);
        var summaries = new List<ReferentialSummary>();
        foreach (var code in codes)
        {
            var version = (await unit.Db.ReferentialVersions.AsNoTracking().CurrentAsync(code, ct))!;
            var r = await catalogue.GetAsync(unit.Db, version.Id, ct);
            summaries.Add(new(r.Code, r.Title, r.ShortTitle, r.Version, r.VersionLabel, r.Level, r.EuropeanLevel, r.Blocks.Count,
                [.. r.Composition.Options.Select(o => o.Code)], r.RegistrationPeriods.Min(p => p.From), r.LastPeriod().To, version.Sha256));
        }
        return summaries;
    }
}
