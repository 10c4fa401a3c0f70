using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Hosting;

public static class Attachments
{
    /// <summary>Always an attachment, never shown in a page of ours, and kept by no cache; whatever is refused is not found.</summary>
    public static IResult Attachment(this HttpContext http, Result<FileToRead> file)
    {
        if (file.Refused) return Results.NotFound();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Value.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(file.Value.Content, file.Value.Type.ContentType());
    }
}
