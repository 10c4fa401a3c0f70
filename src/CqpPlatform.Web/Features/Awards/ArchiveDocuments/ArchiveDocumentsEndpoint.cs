using System.IO.Compression;
using CqpPlatform.Web.Security;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Awards.ArchiveDocuments;

public static class ArchiveDocumentsEndpoint
{
    /// <summary>Sent as it is made: five thousand documents take the memory of one. Each is read again with the rights of that moment.</summary>
    public static void MapArchiveDocuments(this IEndpointRouteBuilder app) => app.MapGet("/documents/archive/{campaignId:guid}", async (Guid campaignId, ArchiveDocuments archive, ReadDocument.ReadDocument read, HttpContext http, CancellationToken ct) =>
    {
        var listed = await archive.ExecuteAsync(campaignId, ct);
        if (listed.Refused) return Results.NotFound();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(listed.Value.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = "application/zip";
        // The writer's stream: the archive ends each entry by a synchronous write, which the response's own stream forbids.
        await using var zip = await ZipArchive.CreateAsync(http.Response.BodyWriter.AsStream(), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var id in listed.Value.Documents)
        {
            var file = await read.ExecuteAsync(id, ct);
            if (file.Refused) continue;
            // A PDF is compressed already.
            var entry = zip.CreateEntry(file.Value.FileName, CompressionLevel.NoCompression);
            entry.LastWriteTime = file.Value.IssuedAt;
            await using var content = await entry.OpenAsync(ct);
            await content.WriteAsync(file.Value.Bytes, ct);
        }
        return Results.Empty;
    }).RequireAuthorization(nameof(Permission.ReadDocuments)).ExcludeFromDescription();
}
