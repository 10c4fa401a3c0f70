using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Http.Features;

namespace CqpPlatform.Web.Features.PersonalData.ExportPerson;

public static class ExportPersonEndpoint
{
    public static void MapExportPerson(this IEndpointRouteBuilder app) => app.MapGet("/candidats/{candidateId:guid}/dossier.zip", async (Guid candidateId, ExportPerson export, HttpContext http, CancellationToken ct) =>
    {
        var result = await export.ExecuteAsync(candidateId, ct);
        if (result.Refused) return Results.NotFound();
        // The end of each entry of a ZIP is written synchronously, whatever its stream is asked.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return Results.Stream(body => result.Value.WriteAsync(body, ct), "application/zip", result.Value.FileName);
    }).RequireAuthorization(nameof(Permission.ManagePersonalData)).ExcludeFromDescription();
}
