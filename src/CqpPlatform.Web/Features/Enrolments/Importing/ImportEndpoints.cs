using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

public static class ImportEndpoints
{
    public static void MapImportFiles(this IEndpointRouteBuilder app)
    {
        foreach (var (name, workbook) in new[] { ("modele.xlsx", true), ("modele.csv", false) })
            app.MapGet("/inscriptions/importer/{campaignId:guid}/" + name, async (Guid campaignId, DownloadModel model, CancellationToken ct) => (await model.ExecuteAsync(campaignId, workbook, ct)).Attachment())
                .RequireAuthorization(nameof(Permission.EnrolCandidates)).ExcludeFromDescription();
        app.MapGet("/inscriptions/imports/{importId:guid}/erreurs", async (Guid importId, DownloadImport file, CancellationToken ct, string? lignes = null) =>
            (await file.ExecuteAsync(new(importId, OnlyFaulty: lignes == "a-corriger"), ct)).Attachment()).RequireAuthorization(nameof(Permission.EnrolCandidates)).ExcludeFromDescription();
    }
}
