using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Referentials.ReadReferential;

/// <param name="Json">As published, byte for byte.</param>
/// <param name="Sha256">Of those bytes.</param>
public sealed record PublishedReferential(Referential Referential, string Json, string Sha256, DateTimeOffset PublishedAt);

public sealed class ReadReferential(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<PublishedReferential>> ExecuteAsync(string code, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadReferential, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await ReferentialQueries.CurrentAsync(unit.Db, code, ct) is not { } version) return SecurityErrors.NotFound;
        var referential = await catalogue.GetAsync(unit.Db, version.Id, ct);
        return new PublishedReferential(referential, version.Content, version.Sha256, version.PublishedAt!.Value);
    }
}
