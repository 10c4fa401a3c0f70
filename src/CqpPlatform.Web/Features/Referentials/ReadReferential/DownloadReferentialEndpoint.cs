using System.Text;
using CqpPlatform.Web.Security;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Referentials.ReadReferential;

public static class DownloadReferentialEndpoint
{
    /// <summary>A version as a file, for people signed in: what another installation imports.</summary>
    public static void MapDownloadReferential(this IEndpointRouteBuilder app) => app.MapGet("/referentiels/{code}/json", async (string code, string? version, ReadReferential read, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(code, version, ct);
        return result.Refused
            ? Results.NotFound()
            : Results.File(Encoding.UTF8.GetBytes(result.Value.Json), "application/json; charset=utf-8", $"{result.Value.Referential.Code}-{result.Value.Referential.Version}.json", entityTag: new EntityTagHeaderValue($"\"{result.Value.Sha256}\""));
    }).RequireAuthorization(nameof(Permission.ReadReferential)).ExcludeFromDescription();
}
