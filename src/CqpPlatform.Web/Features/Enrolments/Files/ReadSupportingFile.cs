using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Enrolments.Files;

public sealed record FileToRead(string Name, SupportingFileType Type, byte[] Content);

/// <summary>One joined file, for the organisation that joined it and for the certifier once the enrolment was sent.</summary>
public sealed class ReadSupportingFile(WorkFactory work)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid enrolmentId, Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        if (await unit.FindAsync(enrolmentId, ct) is null) return SecurityErrors.NotFound;
        var file = await unit.Db.SupportingFiles.Where(f => f.Id == fileId && f.EnrolmentId == enrolmentId).Select(f => new FileToRead(f.Name, f.Type, f.Content)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class ReadSupportingFileEndpoint
{
    /// <summary>Always an attachment, never shown in a page of ours, and kept by no cache.</summary>
    public static void MapReadSupportingFile(this IEndpointRouteBuilder app) =>
        app.MapGet("/inscriptions/{enrolmentId:guid}/pieces/{fileId:guid}", async (Guid enrolmentId, Guid fileId, ReadSupportingFile read, HttpContext http, CancellationToken ct) =>
        {
            var result = await read.ExecuteAsync(enrolmentId, fileId, ct);
            if (result.Refused) return Results.NotFound();
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(result.Value.Name);
            http.Response.Headers.ContentDisposition = disposition.ToString();
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Bytes(result.Value.Content, result.Value.Type.ContentType());
        }).RequireAuthorization(nameof(Permission.ReadCandidates)).ExcludeFromDescription();
}
