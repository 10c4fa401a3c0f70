using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.ReadReferential;

/// <param name="Json">As published, byte for byte.</param>
/// <param name="Sha256">Of those bytes.</param>
/// <param name="PublishedAt">Null for a draft.</param>
/// <param name="Successor">The certification that replaces this one, where this tenant has it.</param>
public sealed record ReadVersion(Guid Id, Referential Referential, string Json, string Sha256, ReferentialStatus Status, DateTimeOffset? PublishedAt, string? Successor);

/// <summary>One version of a certification, the current one by default; a draft only for who writes it.</summary>
public sealed class ReadReferential(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<ReadVersion>> ExecuteAsync(string code, string? name = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadReferential, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var versions = unit.Db.ReferentialVersions.AsNoTracking();
        var version = name is null ? await versions.CurrentAsync(code, ct) : (await versions.Of(code).ToListAsync(ct)).Find(v => v.Version == name);
        if (version is null || !version.Status.IsFrozen() && !unit.Actor.Role.Grants(Permission.EditReferentials)) return SecurityErrors.NotFound;
        var referential = await catalogue.GetAsync(unit.Db, version, ct);
        return new ReadVersion(version.Id, referential, version.Content, version.Sha256, version.Status, version.PublishedAt, await Successors.OfAsync(unit.Db, catalogue, version.CertificationCode, ct));
    }
}
