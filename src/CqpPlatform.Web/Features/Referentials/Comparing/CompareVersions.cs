using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Comparing;

/// <param name="All">The versions that may be compared, the last first.</param>
public sealed record ComparedVersions(string Code, string Title, string From, string To, IReadOnlyList<string> All, ReferentialComparison Comparison);

/// <summary>Two versions of a certification, side by side; drafts only for who writes them.</summary>
public sealed class CompareVersions(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <param name="from">Null: the one before <paramref name="to"/>.</param>
    /// <param name="to">Null: the last one.</param>
    public async Task<Result<ComparedVersions>> ExecuteAsync(string code, string? from, string? to, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadReferential, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var editable = unit.Actor.Role.Grants(Permission.EditReferentials);
        var versions = await unit.Db.ReferentialVersions.AsNoTracking().Of(code).Where(v => editable || v.Status != ReferentialStatus.Draft).LastFirst().ToListAsync(ct);
        var later = to is null ? versions.FirstOrDefault() : versions.Find(v => v.Version == to);
        if (later is null) return SecurityErrors.NotFound;
        var earlier = from is null ? versions.Find(v => v.Id == later.CopiedFromId) ?? versions.SkipWhile(v => v != later).Skip(1).FirstOrDefault() ?? later : versions.Find(v => v.Version == from);
        if (earlier is null) return SecurityErrors.NotFound;

        var referential = await catalogue.GetAsync(unit.Db, later, ct);
        return new ComparedVersions(code, referential.Title, earlier.Version, later.Version, [.. versions.Select(v => v.Version)],
            ReferentialComparison.Of(await catalogue.GetAsync(unit.Db, earlier, ct), referential));
    }
}
