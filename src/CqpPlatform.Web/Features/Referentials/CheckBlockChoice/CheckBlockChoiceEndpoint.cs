using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Referentials.CheckBlockChoice;

/// <param name="Option">Code of the option; null where the certification has none.</param>
/// <param name="Acquired">Blocks acquired before: each satisfies its place, chosen or not.</param>
public sealed record BlockChoiceRequest(string? Option = null, IReadOnlyList<string>? Acquired = null)
{
    public required IReadOnlyList<string> Blocks { get; init; }
}

/// <param name="Code">Stable, for machines.</param>
/// <param name="Message">French, for people.</param>
/// <param name="Blocks">The blocks at fault.</param>
public sealed record BlockChoiceFault(string Code, string Message, IReadOnlyList<string> Blocks);

public sealed record BlockChoiceAnswer(bool Valid, IReadOnlyList<BlockChoiceFault> Errors);

public static class CheckBlockChoiceEndpoint
{
    private const int MostBlocks = 200, LongestCode = 40;

    public static void MapCheckBlockChoice(this IEndpointRouteBuilder api) => api.MapPost("/certifications/{code}/block-choice/check",
        async (string code, BlockChoiceRequest request, CheckBlockChoice check, CancellationToken ct) =>
        {
            // The serializer lets null stand where the type says it cannot.
            if (request?.Blocks is null || !AreCodes(request.Blocks) || (request.Acquired is { } had && !AreCodes(had)) || request.Option?.Length > LongestCode)
                return Api.BadRequest("Corps attendu\u00a0: { \"option\": \"production\" ou null, \"blocks\": [\"BC1\", …] }.");
            var result = await check.ExecuteAsync(code, new BlockChoice(request.Option, request.Blocks), request.Acquired?.ToHashSet(), ct);
            return result.Refused
                ? Api.Problem(result.Errors)
                : Results.Ok(new BlockChoiceAnswer(result.Value.Count == 0, [.. result.Value.Select(e => new BlockChoiceFault(e.Code, e.Message, e.Blocks ?? []))]));
        }).RequireAuthorization(nameof(Permission.ReadReferential)).WithSummary("Vérifie un choix d’option et de blocs")
        .Produces<BlockChoiceAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static bool AreCodes(IReadOnlyList<string> blocks) => blocks.Count <= MostBlocks && blocks.All(b => b is { Length: <= LongestCode });
}
