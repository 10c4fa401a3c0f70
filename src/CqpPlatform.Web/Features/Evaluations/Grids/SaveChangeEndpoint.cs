using System.Text.Json;
using System.Text.Json.Serialization;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <summary>One change as the page sends it (wwwroot/js/grid.js).</summary>
public sealed record SentChange(Guid Id, string Item, [property: JsonConverter(typeof(JsonStringEnumConverter<LineField>))] LineField Field, string? Value, Guid? Basis);

/// <param name="At">HH:mm in Paris.</param>
/// <param name="Basis">What the next change of this field builds on.</param>
public sealed record ChangeAnswer(string? At = null, Guid? Basis = null, string? Message = null, OtherAnswer? Other = null);

/// <summary>What somebody else stored there, for the writer to choose.</summary>
public sealed record OtherAnswer(string? Value, Guid? Basis, string? By, string? At);

/// <summary>Where a grid saves itself: plain requests, so that no circuit, no server and no network has to last (docs/adr/0028).</summary>
public static class SaveChangeEndpoint
{
    private static readonly Error Expired = new("form-expired", "Cette page n’est plus valable : rechargez-la, vos saisies sont gardées sur cet appareil.".French());

    public static void MapSaveChange(this IEndpointRouteBuilder app)
    {
        // An ended session answers with a redirection, as everywhere: the page knows it by that.
        foreach (var (path, permission) in new[] { ("/evaluations", Permission.RecordTrainingEvaluation), ("/observations", Permission.RecordWorkplaceObservation), ("/ma-journee/grilles", Permission.RecordCommissionEvaluation) })
            app.MapPost(path + "/{enrolmentId:guid}/{block}/saisie", SaveAsync).RequireAuthorization(permission.ToString()).AllowCookieRedirect().ExcludeFromDescription();
        app.MapPost("/ma-journee/rapprochements/{enrolmentId:guid}/{block}/saisie", SaveCommonAsync).RequireAuthorization(nameof(Permission.RecordCommissionEvaluation)).AllowCookieRedirect().ExcludeFromDescription();
    }

    private static Task<IResult> SaveAsync(Guid enrolmentId, string block, SaveChange save, ReadField read, IAntiforgery antiforgery, HttpContext http, CancellationToken ct) =>
        AnswerAsync(new(enrolmentId, block, Common: false), save, read, antiforgery, http, ct);

    private static Task<IResult> SaveCommonAsync(Guid enrolmentId, string block, SaveChange save, ReadField read, IAntiforgery antiforgery, HttpContext http, CancellationToken ct) =>
        AnswerAsync(new(enrolmentId, block, Common: true), save, read, antiforgery, http, ct);

    private sealed record Place(Guid EnrolmentId, string Block, bool Common);

    private static async Task<IResult> AnswerAsync(Place place, SaveChange save, ReadField read, IAntiforgery antiforgery, HttpContext http, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Answer(StatusCodes.Status400BadRequest, new(Message: Expired.Message));
        if (await ReadAsync(http.Request, ct) is not { } sent) return Answer(StatusCodes.Status422UnprocessableEntity, new(Message: EvaluationErrors.UnreadableChange.Message));
        var saved = await save.ExecuteAsync(new(place.EnrolmentId, place.Block, sent.Id, sent.Item, sent.Field, sent.Value, sent.Basis) { Common = place.Common }, ct);
        if (saved.Succeeded) return Answer(StatusCodes.Status200OK, new(FrenchFormat.Time(saved.Value.SavedAt), saved.Value.Basis));
        if (saved.Errors.Contains(SecurityErrors.NotSignedIn)) return Answer(StatusCodes.Status401Unauthorized, new(Message: saved.Message));
        if (saved.Errors.All(e => e.Code != EvaluationErrors.ChangedMeanwhileCode)) return Answer(StatusCodes.Status422UnprocessableEntity, new(Message: saved.Message));
        var stored = await read.ExecuteAsync(place.EnrolmentId, place.Block, sent.Item, sent.Field, place.Common, ct);
        return stored.Refused ? Answer(StatusCodes.Status422UnprocessableEntity, new(Message: stored.Message))
            : Answer(StatusCodes.Status409Conflict, new(Message: saved.Message, Other: new(stored.Value.Value, stored.Value.Basis, stored.Value.ByName, stored.Value.At is { } at ? FrenchFormat.Time(at) : null)));
    }

    // By hand, after the token: what is no change of a grid gets no other answer than a form without its token.
    private static async Task<SentChange?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return request.HasJsonContentType() ? await request.ReadFromJsonAsync<SentChange>(ct) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Answer(int status, ChangeAnswer answer) => Results.Json(answer, statusCode: status);
}
