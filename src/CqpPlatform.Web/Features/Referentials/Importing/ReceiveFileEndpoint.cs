using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CqpPlatform.Web.Features.Referentials.Importing;

/// <param name="Next">The page to go to; null when the file was refused.</param>
public sealed record FileAnswer(string? Next, IReadOnlyList<FileFault> Errors);

/// <param name="Place">Path in the file, where the fault has one.</param>
public sealed record FileFault(string? Place, string Message);

public static class ReceiveFileEndpoint
{
    private const string TokenHeader = "RequestVerificationToken";

    /// <summary>Beyond any export of the register; the file is never held whole.</summary>
    private const long MostBytes = 4_000_000_000;

    /// <summary>
    /// The body is the file itself, read as it comes: the page shows how far the sending is. A browser without script sends the page's form, and is
    /// answered by a page.
    /// </summary>
    public static void MapReceiveFile(this IEndpointRouteBuilder app) => app.MapPost("/referentiels/importer/fichier", async (string? nom, string? numeros, ReceiveFile receive, IAntiforgery antiforgery, HttpContext http, CancellationToken ct) =>
    {
        FileForm? form = null;
        try
        {
            if (FileForm.BoundaryOf(http.Request) is { } boundary) form = await FileForm.ReadAsync(boundary, http.Request.Body, ct);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return Results.BadRequest();
        }
        // Given in the header, the token is checked without reading the form.
        if (form is not null) http.Request.Headers[TokenHeader] = form.Token;
        if (form is { Token: null } || !await antiforgery.IsRequestValidAsync(http)) return Answer(form, Refused([new Error("form-expired", "Cette page n’est plus valable\u00A0: rechargez-la, puis recommencez.")]), StatusCodes.Status400BadRequest);
        var received = await receive.ExecuteAsync(new ReceiveFileInput { FileName = form?.FileName ?? Path.GetFileName(nom ?? ""), Numbers = (form?.Numbers ?? numeros ?? "").Split([' ', ',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries), Content = form is null ? http.Request.Body : form.Content }, ct);
        // What is left of the file is read too: a browser takes an answer given before the end for a broken line.
        await http.Request.Body.CopyToAsync(Stream.Null, ct);
        return Answer(form, received.Refused ? Refused(received.Errors) : new FileAnswer(Next(received.Value), []), StatusCodes.Status200OK);
    }).RequireAuthorization(nameof(Permission.EditReferentials)).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).ExcludeFromDescription();

    private static IResult Answer(FileForm? form, FileAnswer answer, int status) => (form, answer.Next) switch
    {
        (null, _) => Results.Json(answer, statusCode: status),
        (_, { } next) => Results.Redirect(next),
        _ => new RazorComponentResult<RefusedFile>(new { Faults = answer.Errors }) { StatusCode = status == StatusCodes.Status200OK ? StatusCodes.Status422UnprocessableEntity : status },
    };

    private static FileAnswer Refused(IEnumerable<Error> errors) => new(null, [.. errors.Select(e => new FileFault(e.Field?.StartsWith('$') == true ? e.Field : null, e.Message))]);

    private static string Next(FileReceived received) => received switch
    {
        { DraftId: { } draft } => $"/referentiels/brouillons/{draft}",
        { Imports: [var only], Missing.Count: 0 } => $"/referentiels/fiches/{only}",
        _ => $"/referentiels/importer?manquent={Uri.EscapeDataString(string.Join(",", received.Missing))}",
    };
}
