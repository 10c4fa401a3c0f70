using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Awards.ReadDocument;

public static class ReadDocumentEndpoint
{
    public static void MapReadDocument(this IEndpointRouteBuilder api) => api.MapGet("/documents/{id:guid}", async (Guid id, ReadDocument read, HttpContext http, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(id, ct);
        return result.Refused ? Api.Problem(result.Errors) : File(http, result.Value);
    }).RequireAuthorization(nameof(Permission.ReadDocuments)).WithSummary("Octets d’un document, tels qu’émis")
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf").Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>The same for people signed in: opened in the browser, under a name worth keeping.</summary>
    public static void MapDownloadDocument(this IEndpointRouteBuilder app) => app.MapGet("/documents/{id:guid}", async (Guid id, ReadDocument read, HttpContext http, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(id, ct);
        return result.Refused ? Results.NotFound() : File(http, result.Value);
    }).RequireAuthorization(nameof(Permission.ReadDocuments)).ExcludeFromDescription();

    private static IResult File(HttpContext http, DocumentFile file)
    {
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(file.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.File(file.Bytes, "application/pdf", entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), lastModified: file.IssuedAt);
    }
}
