using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.AspNetCore.Antiforgery;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

public static class ResultsEndpoints
{
    public static void MapResultsFiles(this IEndpointRouteBuilder app)
    {
        foreach (var (name, workbook) in new[] { ("modele.xlsx", true), ("modele.csv", false) })
            app.MapGet("/evaluations/fichier/{campaignId:guid}/" + name, async (Guid campaignId, DownloadResultsModel model, CancellationToken ct) => (await model.ExecuteAsync(campaignId, workbook, ct)).Attachment())
                .RequireAuthorization(nameof(Permission.RecordTrainingEvaluation)).ExcludeFromDescription();
        // The file comes again with the question, since none is kept.
        app.MapPost("/evaluations/fichier/{campaignId:guid}/erreurs", async (Guid campaignId, AnnotateResults annotate, IAntiforgery antiforgery, HttpContext http, CancellationToken ct) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();
            var form = await http.Request.ReadFormAsync(ct);
            if (form.Files["fichier"] is not { Length: <= TableLimits.Bytes } file) return Results.NotFound();
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, ct);
            return (await annotate.ExecuteAsync(new(campaignId, file.FileName, content.ToArray()), ct)).Attachment();
        }).RequireAuthorization(nameof(Permission.RecordTrainingEvaluation)).AllowCookieRedirect().ExcludeFromDescription();
    }
}
