using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.AspNetCore.Antiforgery;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <summary>Files that the organisation downloads: always attachments, never shown by the browser.</summary>
public static class ResultsEndpoints
{
    public static void MapResultsFiles(this IEndpointRouteBuilder app)
    {
        foreach (var (name, workbook) in new[] { ("modele.xlsx", true), ("modele.csv", false) })
            app.MapGet("/evaluations/fichier/{campaignId:guid}/" + name, async (Guid campaignId, DownloadResultsModel model, HttpContext http, CancellationToken ct) => Answer(http, await model.ExecuteAsync(campaignId, workbook, ct)))
                .RequireAuthorization(nameof(Permission.RecordTrainingEvaluation)).ExcludeFromDescription();
        // The file comes again with the question, since none is kept.
        app.MapPost("/evaluations/fichier/{campaignId:guid}/erreurs", async (Guid campaignId, AnnotateResults annotate, IAntiforgery antiforgery, HttpContext http, CancellationToken ct) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();
            var form = await http.Request.ReadFormAsync(ct);
            if (form.Files["fichier"] is not { Length: <= TableLimits.Bytes } file) return Results.NotFound();
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, ct);
            return Answer(http, await annotate.ExecuteAsync(new(campaignId, file.FileName, content.ToArray()), ct));
        }).RequireAuthorization(nameof(Permission.RecordTrainingEvaluation)).AllowCookieRedirect().ExcludeFromDescription();
    }

    private static IResult Answer(HttpContext http, Result<TableFile> file)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return file.Refused ? Results.NotFound() : Results.File(file.Value.Bytes, file.Value.ContentType, file.Value.FileName);
    }
}
