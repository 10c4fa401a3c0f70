using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Signing;

/// <summary>A scan joined to a session's minutes, for those who may read the session.</summary>
public sealed class ReadSignedSheet(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid sessionId, Guid sheetId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is null) return SecurityErrors.NotFound;
        var file = await unit.Db.SignedSheets.Where(s => s.SessionId == sessionId && s.Id == sheetId).Select(s => new FileToRead(s.FileName, s.Type.ContentType(), s.Bytes)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class ReadSignedSheetEndpoint
{
    public static void MapReadSignedSheet(this IEndpointRouteBuilder app) =>
        app.MapGet("/jury/{SessionId:guid}/feuilles/{SheetId:guid}", async (Guid sessionId, Guid sheetId, ReadSignedSheet read, CancellationToken ct) => (await read.ExecuteAsync(sessionId, sheetId, ct)).Attachment())
            .RequireAuthorization(nameof(Permission.ReadDeliberation)).ExcludeFromDescription();
}
