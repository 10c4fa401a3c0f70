using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Evaluations.Interface;

/// <param name="Source">trainingOrganisation, tutor or commission.</param>
/// <param name="State">toStart, draft, submitted or reopened.</param>
public sealed record EvaluationState(string Block, string Title, string Source, string State, DateTimeOffset? SavedAt);

/// <param name="Open">Whether evaluations may be written now.</param>
public sealed record EvaluationStateList(Guid EnrolmentId, DateOnly DueOn, bool Open, IReadOnlyList<EvaluationState> Items);

/// <param name="Rating">The key of a level of the referential: acquired, inProgress…</param>
public sealed record GridLevel(string Rating, string Label, bool CommentRequired);

/// <param name="Item">What a line is named by when it is written.</param>
public sealed record GridLine(string Item, string? Code, string Title, IReadOnlyList<string> Criteria, string? Rating, string? Comment);

/// <param name="Missing">What keeps it from being submitted.</param>
public sealed record OrganisationGrid(Guid EnrolmentId, string Block, string Title, string Modality, DateOnly DueOn, bool Open, string State, DateTimeOffset? SavedAt, IReadOnlyList<GridLevel> Levels, IReadOnlyList<GridLine> Lines, IReadOnlyList<string> Missing);

public sealed record LineRequest(string? Item = null, string? Rating = null, string? Comment = null);

/// <param name="Submit">True: signed in the key's name and locked once complete; otherwise kept as a draft.</param>
public sealed record OrganisationGridRequest(IReadOnlyList<LineRequest>? Lines = null, bool Submit = false);

/// <summary>Evaluations from outside: what is asked and where it stands, and an organisation's own source. No route reads another source's ratings.</summary>
public static class EvaluationsEndpoints
{
    public static void MapEvaluationsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi().WithTags("Évaluations");
        api.MapGet("/enrolments/{id:guid}/evaluations", ListAsync).RequireAuthorization(nameof(Permission.ReadCandidates)).WithSummary("Ce qui est à évaluer pour une inscription, source par source, et où en est chacune")
            .WithDescription("Les états seulement\u00A0: les appréciations d’une source ne se lisent pas avant le jury.").Produces<EvaluationStateList>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/enrolments/{id:guid}/evaluations/{block}", GridAsync).RequireAuthorization(nameof(Permission.RecordTrainingEvaluation)).WithSummary("La grille de l’organisme pour un bloc\u00A0: ses lignes, ses niveaux, ce qui est saisi")
            .Produces<OrganisationGrid>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPut("/enrolments/{id:guid}/evaluations/{block}", EnterAsync).RequireAuthorization(nameof(Permission.RecordTrainingEvaluation)).WithSummary("Saisit la grille de l’organisme, et la remet si submit est vrai\u00A0: tout ou rien")
            .WithDescription("Une ligne non citée reste ce qu’elle était. Redire la même chose ne change rien.")
            .Produces<OrganisationGrid>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(Guid id, FindEvaluations find, CancellationToken ct)
    {
        var found = await find.ExecuteAsync(id, ct);
        if (found.Refused) return Api.Problem(found.Errors);
        var asked = found.Value;
        return Results.Ok(new EvaluationStateList(id, asked.DueOn, asked.Open,
            [.. asked.Planned.Select(p => new EvaluationState(p.BlockCode, asked.Referential.Block(p.BlockCode).Title, Api.Word(p.Source), State(p.Status), p.SavedAt))]));
    }

    private static async Task<IResult> GridAsync(Guid id, string block, ReadGrid read, CancellationToken ct)
    {
        var grid = await read.ExecuteAsync(id, block, ct);
        return grid.Refused ? Api.Problem(grid.Errors) : Results.Ok(Told(grid.Value));
    }

    private static async Task<IResult> EnterAsync(Guid id, string block, OrganisationGridRequest request, EnterTrainingGrid enter, ReadGrid read, CancellationToken ct)
    {
        if (request?.Lines is not { } lines || lines.Any(l => l?.Item is null)) return Api.BadRequest("lines\u00A0: des lignes qui disent leur item (voir /openapi/v1.json).");
        if (lines.Any(l => l.Rating is not null && RatingJson.Of(l.Rating) is null)) return Api.BadRequest($"rating\u00A0: {RatingJson.Form}.");
        if (lines.DistinctBy(l => l.Item).Count() != lines.Count) return Api.BadRequest("lines\u00A0: chaque item une seule fois.");
        var entered = await enter.ExecuteAsync(new(id, block, [.. lines.Select(l => new EnteredLine(l.Item!, RatingJson.Of(l.Rating), l.Comment))], request.Submit), ct);
        return entered.Refused ? Api.Problem(entered.Errors) : await GridAsync(id, block, read, ct);
    }

    private static OrganisationGrid Told(EvaluationGrid grid) => new(grid.EnrolmentId, grid.BlockCode, grid.BlockTitle, grid.Modality, grid.DueOn, grid.Open, State(grid.Status), grid.SavedAt,
        [.. grid.Levels.Select(l => new GridLevel(RatingJson.Written(l.Rating), l.Label, l.CommentRequired))],
        [.. grid.Items.Select(i => new GridLine(i.Code, i.ShownCode, i.Title, i.Criteria, i.Stored.Rating is { } rating ? RatingJson.Written(rating) : null, i.Stored.Comment))],
        [.. grid.Submitted ? [] : grid.Gaps.Select(g => g.Message)]);

    private static string State(EvaluationStatus? status) => status is { } known ? Api.Word(known) : "toStart";
}
