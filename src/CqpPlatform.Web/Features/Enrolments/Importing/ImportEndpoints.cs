using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Files that a signed-in person downloads: always attachments, never shown by the browser.</summary>
public static class ImportEndpoints
{
    public static void MapImportFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/inscriptions/importer/{campaignId:guid}/modele.xlsx", async (Guid campaignId, DownloadModel model, CancellationToken ct) => Answer(await model.ExecuteAsync(campaignId, true, ct)))
            .RequireAuthorization(nameof(Permission.EnrolCandidates)).ExcludeFromDescription();
        app.MapGet("/inscriptions/importer/{campaignId:guid}/modele.csv", async (Guid campaignId, DownloadModel model, CancellationToken ct) => Answer(await model.ExecuteAsync(campaignId, false, ct)))
            .RequireAuthorization(nameof(Permission.EnrolCandidates)).ExcludeFromDescription();
        app.MapGet("/inscriptions/imports/{importId:guid}/erreurs", async (Guid importId, DownloadImport file, HttpContext http, CancellationToken ct, string? lignes = null) =>
        {
            http.Response.Headers.CacheControl = "private, no-store";
            return Answer(await file.ExecuteAsync(new(importId, OnlyFaulty: lignes == "a-corriger"), ct));
        }).RequireAuthorization(nameof(Permission.EnrolCandidates)).ExcludeFromDescription();
    }

    private static IResult Answer(Result<TableFile> result) =>
        result.Refused ? Results.NotFound() : Results.File(result.Value.Bytes, result.Value.ContentType, result.Value.FileName);
}
