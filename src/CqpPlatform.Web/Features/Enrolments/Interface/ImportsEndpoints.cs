using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Interface;

public sealed record ImportAccepted(Guid ImportId, Guid JobId);

public sealed record ImportProblem(int Line, string Column, string Value, string What, string Remedy, bool Warning);

/// <param name="Status">checking, toCorrect, sound, saved or abandoned.</param>
/// <param name="Problems">A page of them: errors first.</param>
public sealed record ImportState(Guid Id, Guid CampaignId, Guid JobId, string Status, string FileName, int Lines, int FaultyLines, int Errors, int Warnings, string? Outcome, IReadOnlyList<ImportProblem> Problems, int ProblemsTotal);

public static class ImportsEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapPost("/campaigns/{campaignId:guid}/enrolment-imports", StartAsync).RequireAuthorization(nameof(Permission.EnrolCandidates)).WithSummary("Importe un fichier d’inscriptions\u00A0: tout ou rien, par un travail")
            .WithDescription($"Corps\u00A0: le fichier CSV ou .xlsx. Le même fichier donné deux fois est un seul import. En-tête facultatif {EnrolmentsEndpoints.KeyHeader}.")
            .Accepts<byte[]>(TableFile.Csv, TableFile.Xlsx, "application/octet-stream").Produces<ImportAccepted>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/enrolment-imports/{id:guid}", async (Guid id, ReadImport read, CancellationToken ct, int page = 0) =>
        {
            var result = await read.ExecuteAsync(new(id, null, Math.Max(0, page)), ct);
            if (result.Refused) return Api.Problem(result.Errors);
            var i = result.Value;
            return Results.Ok(new ImportState(i.Id, i.CampaignId, i.JobId, Api.Word(i.Status), i.FileName, i.Lines, i.FaultyLines, i.Errors, i.Warnings, i.Outcome,
                [.. i.Problems.Select(p => new ImportProblem(p.Line, p.Column, p.Value, p.What, p.Remedy, p.Warning))], i.Matching));
        }).RequireAuthorization(nameof(Permission.EnrolCandidates)).WithSummary("Un import, avec toutes ses erreurs").Produces<ImportState>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> StartAsync(Guid campaignId, StartImport start, HttpRequest http, CancellationToken ct, string? fileName = null, bool draft = false)
    {
        if (http.ContentLength > TableLimits.Bytes) return Api.Problem([TableErrors.TooLarge]);
        using var body = new MemoryStream();
        // A body without a length is read up to the limit and no further.
        var buffer = new byte[81920];
        for (int read; (read = await http.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > TableLimits.Bytes) return Api.Problem([TableErrors.TooLarge]);
        }
        var content = body.ToArray();
        if (!EnrolmentsEndpoints.TryKey(http, content, out var key)) return EnrolmentsEndpoints.KeyTooLong();
        var result = await start.ExecuteAsync(new(campaignId, fileName ?? "inscriptions", content, draft, SaveWhenSound: true, key), ct);
        return result.Refused ? Api.Problem(result.Errors) : Results.Accepted($"{Api.Prefix}/v1/jobs/{result.Value.JobId}", new ImportAccepted(result.Value.ImportId, result.Value.JobId));
    }
}
