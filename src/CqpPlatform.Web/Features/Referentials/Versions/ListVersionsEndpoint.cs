using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Referentials.Versions;

/// <param name="Version">What « from », « to » and « version » take.</param>
public sealed record VersionEntry(string Version, string VersionLabel, ReferentialStatus Status, string Sha256, DateTimeOffset? PublishedAt, DateTimeOffset? ClosedAt);

public sealed record VersionEntries(IReadOnlyList<VersionEntry> Items);

public static class ListVersionsEndpoint
{
    public static void MapListVersions(this IEndpointRouteBuilder api) => api.MapGet("/certifications/{code}/versions", async (string code, ListVersions list, CancellationToken ct) =>
    {
        var result = await list.ExecuteAsync(code, ct);
        return result.Refused
            ? Api.Problem(result.Errors)
            : Results.Json(new VersionEntries([.. result.Value.Versions.Select(v => new VersionEntry(v.Version, v.VersionLabel, v.Status, v.Sha256, v.PublishedAt, v.ClosedAt))]), ReferentialJson.Options);
    }).RequireAuthorization(nameof(Permission.ReadReferential)).WithSummary("Versions d’un référentiel, la dernière d’abord").Produces<VersionEntries>().ProducesProblem(StatusCodes.Status404NotFound);
}
