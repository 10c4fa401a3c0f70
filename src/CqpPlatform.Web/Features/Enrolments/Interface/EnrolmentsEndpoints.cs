using System.Buffers.Text;
using System.Text.Json;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Interface;

/// <summary>Enrolments from outside: the same use cases, rules and refusals as on screen.</summary>
public static class EnrolmentsEndpoints
{
    public const string KeyHeader = "Idempotency-Key";

    public static void MapEnrolments(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi().WithTags("Inscriptions");
        api.MapPost("/campaigns/{campaignId:guid}/enrolments", EnrolAsync).RequireAuthorization(nameof(Permission.EnrolCandidates)).WithSummary("Inscrit un candidat, ou rend toutes les erreurs")
            .WithDescription($"En-tête facultatif {KeyHeader}\u00A0: la même clé rend la même inscription.")
            .Produces<EnrolmentItem>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/enrolments", ListAsync).RequireAuthorization(nameof(Permission.ReadCandidates)).WithSummary("Inscriptions, filtrées, page par page").Produces<EnrolmentPage>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/enrolments/{id:guid}", async (Guid id, FindEnrolments find, CancellationToken ct) => await OneAsync(id, find, ct) is { } item ? Results.Ok(item) : Api.Problem([SecurityErrors.NotFound]))
            .RequireAuthorization(nameof(Permission.ReadCandidates)).WithSummary("Une inscription").Produces<EnrolmentItem>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapCampaigns();
        api.MapImports();
        Importing.ImportEndpoints.MapImportFiles(app);
        Files.ReadSupportingFileEndpoint.MapReadSupportingFile(app);
    }

    /// <summary>The caller's key with what it stands for; null without the header. False for a key that could not be kept: taken for none, it would protect from nothing.</summary>
    internal static bool TryKey(HttpRequest request, ReadOnlySpan<byte> asked, out RequestKey? key)
    {
        var given = request.Headers[KeyHeader].ToString();
        key = given.Length is 0 or > RequestKey.MaxLength ? null : new(given, Sha256Hex.Of([.. System.Text.Encoding.UTF8.GetBytes(request.Path + request.QueryString), .. asked]));
        return given.Length <= RequestKey.MaxLength;
    }

    internal static IResult KeyTooLong() => Api.BadRequest($"{KeyHeader}\u00A0: {RequestKey.MaxLength} caractères au plus. Rien n’est enregistré\u00A0; donnez une clé plus courte, un UUID par exemple.");

    private static async Task<IResult> EnrolAsync(Guid campaignId, EnrolmentRequest request, EnrolOne enrol, FindEnrolments find, HttpRequest http, CancellationToken ct)
    {
        if (request is null) return Api.BadRequest("Corps attendu\u00A0: une inscription (voir /openapi/v1.json).");
        if (!request.TryRead(out var typed, out var fault)) return Api.BadRequest(fault);
        if (!TryKey(http, JsonSerializer.SerializeToUtf8Bytes(request), out var key)) return KeyTooLong();
        var result = await enrol.ExecuteAsync(new(campaignId, typed, request.Draft, key), ct);
        return result.Refused ? Api.Problem(result.Errors) : Results.Created($"{Api.Prefix}/v1/enrolments/{result.Value}", await OneAsync(result.Value, find, ct));
    }

    private static async Task<EnrolmentItem?> OneAsync(Guid id, FindEnrolments find, CancellationToken ct)
    {
        var found = await find.ExecuteAsync(new(id), ct);
        return found is { Succeeded: true, Value: [var one] } ? EnrolmentItem.Of(one) : null;
    }

    private static async Task<IResult> ListAsync(FindEnrolments find, CancellationToken ct, Guid? campaign = null, string? status = null, Guid? organisation = null, Guid? candidate = null, string? cursor = null, int limit = 100)
    {
        if (status is not null && !ApiWords.Statuses.ContainsKey(status)) return Api.BadRequest($"status\u00A0: {string.Join(", ", ApiWords.Statuses.Keys)}.");
        if (limit is < 1 or > FindEnrolments.MostPerPage) return Api.BadRequest($"limit\u00A0: de 1 à {FindEnrolments.MostPerPage}.");
        if (cursor is not null && !TryReadCursor(cursor, out _)) return Api.BadRequest("cursor\u00A0: celui de la page précédente.");
        Guid? after = cursor is not null && TryReadCursor(cursor, out var last) ? last : null;
        var wanted = status is null ? default(EnrolmentStatus?) : ApiWords.Statuses[status];
        // One more than asked tells whether there is a next page.
        var result = await find.ExecuteAsync(new(null, campaign, wanted, organisation, candidate, after, limit + 1), ct);
        if (result.Refused) return Api.Problem(result.Errors);
        var items = result.Value.Take(limit).Select(EnrolmentItem.Of).ToList();
        return Results.Ok(new EnrolmentPage(items, result.Value.Count > limit ? Base64Url.EncodeToString(items[^1].Id.ToByteArray()) : null));
    }

    private static bool TryReadCursor(string cursor, out Guid last)
    {
        Span<byte> bytes = stackalloc byte[16];
        var read = cursor.Length <= 24 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var length) && length == 16;
        last = read ? new Guid(bytes) : Guid.Empty;
        return read;
    }
}
