using System.Text;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Referentials.ReadReferential;

public static class ReadReferentialEndpoint
{
    /// <summary>The file as published; a published version never changes, so its hash is its ETag.</summary>
    public static void MapReadReferential(this IEndpointRouteBuilder api) => api.MapGet("/certifications/{code}", async (string code, string? version, ReadReferential read, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(code, version, ct);
        if (result.Refused) return Api.Problem(result.Errors);
        return Results.File(Encoding.UTF8.GetBytes(result.Value.Json), "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{result.Value.Sha256}\""));
    }).RequireAuthorization(nameof(Permission.ReadReferential)).WithSummary("Référentiel entier d’une certification")
        .Produces<Referential>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);

    public static void MapReferentialSchema(this IEndpointRouteBuilder app) =>
        app.MapGet("/schemas/" + ShippedReferentials.SchemaFile, () => Results.File(Path.Combine(ShippedReferentials.DefaultFolder, ShippedReferentials.SchemaFile), "application/schema+json"))
            .AllowAnonymous().ExcludeFromDescription();
}
