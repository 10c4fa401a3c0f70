using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Juries.Signing;

public sealed record SheetFile(string FileName, SupportingFileType Type, byte[] Bytes);

/// <summary>A scan joined to a session's minutes, for those who may read the session.</summary>
public sealed class ReadSignedSheet(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<SheetFile>> ExecuteAsync(Guid sessionId, Guid sheetId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is null) return SecurityErrors.NotFound;
        var file = await unit.Db.SignedSheets.Where(s => s.SessionId == sessionId && s.Id == sheetId).Select(s => new SheetFile(s.FileName, s.Type, s.Bytes)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class ReadSignedSheetEndpoint
{
    /// <summary>Downloaded, never opened in place: it is somebody else's file.</summary>
    public static void MapReadSignedSheet(this IEndpointRouteBuilder app) => app.MapGet("/jury/{SessionId:guid}/feuilles/{SheetId:guid}", async (Guid sessionId, Guid sheetId, ReadSignedSheet read, HttpContext http, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(sessionId, sheetId, ct);
        if (result.Refused) return Results.NotFound();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(result.Value.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(result.Value.Bytes, result.Value.Type.ContentType());
    }).RequireAuthorization(nameof(Permission.ReadDeliberation)).ExcludeFromDescription();
}
