using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.EditIdentity;

public sealed record IdentityVersionLine(int Version, string Accent, string Ornament, bool HasLogo, bool HasSignature, string? Delegate, DateTimeOffset SavedAt, string SavedBy);

/// <param name="Content">Of the version asked for, the last one otherwise.</param>
/// <param name="Signatory">Of the mentions: who signs where no delegate does.</param>
/// <param name="Versions">The last first; none while documents wear the platform's own look.</param>
public sealed record IdentityView(IdentityContent Content, string Signatory, IReadOnlyList<IdentityVersionLine> Versions);

public sealed class ReadIdentity(WorkFactory work)
{
    /// <param name="version">An earlier one, to start again from it.</param>
    public async Task<Result<IdentityView>> ExecuteAsync(int? version = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var all = unit.Db.CertifierIdentities.AsNoTracking().OrderByDescending(i => i.Version);
        var lines = await all.Select(i => new IdentityVersionLine(i.Version, i.Accent, i.Ornament, i.Logo != null, i.Signature != null, i.DelegateName, i.SavedAt, i.SavedBy)).ToListAsync(ct);
        var read = await all.FirstOrDefaultAsync(i => version == null || i.Version == version, ct);
        if (read is null && version is not null) return SecurityErrors.NotFound;
        var signatory = await unit.Db.CertifierProfiles.Select(p => p.SignatoryName).SingleAsync(ct);
        return new IdentityView(read?.Content ?? IdentityContent.Default, signatory, lines);
    }
}
