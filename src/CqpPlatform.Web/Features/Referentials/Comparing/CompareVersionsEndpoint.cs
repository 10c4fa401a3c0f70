using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Referentials.Comparing;

/// <param name="Section">« composition », « evaluation »…, or the code of a block.</param>
/// <param name="Label">What differs, in French.</param>
/// <param name="Before">The old wording; null when it is new.</param>
/// <param name="After">The new wording; null when it is gone.</param>
/// <param name="Words">The two wordings in one, word by word.</param>
public sealed record ComparedLine(string Section, string Label, ChangeKind Kind, string? Before, string? After, IReadOnlyList<WordPart> Words);

public sealed record ComparisonAnswer(string Code, string From, string To, IReadOnlyList<ComparedLine> Changes);

public static class CompareVersionsEndpoint
{
    public static void MapCompareVersions(this IEndpointRouteBuilder api) => api.MapGet("/certifications/{code}/compare", async (string code, string from, string to, CompareVersions compare, CancellationToken ct) =>
    {
        var result = await compare.ExecuteAsync(code, from, to, ct);
        if (result.Refused) return Api.Problem(result.Errors);
        var changes = result.Value.Comparison.Sections.SelectMany(s => s.Changes.Select(c => new ComparedLine(s.Section, c.Label, c.Kind, c.Before, c.After, c.Words())));
        return Results.Json(new ComparisonAnswer(code, result.Value.From, result.Value.To, [.. changes]), CqpPlatform.Web.Referentials.ReferentialJson.Options);
    }).RequireAuthorization(nameof(Permission.ReadReferential)).WithSummary("Différences entre deux versions d’un référentiel")
        .Produces<ComparisonAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
}
