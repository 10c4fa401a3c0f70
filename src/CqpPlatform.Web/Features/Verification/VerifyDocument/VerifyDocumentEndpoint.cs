using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Verification.VerifyDocument;

/// <param name="State">valid, superseded or revoked.</param>
/// <param name="Facts">Everything the document prints.</param>
/// <param name="ReplacedBy">Number of the last of the documents that took its place.</param>
public sealed record VerificationAnswer(string Kind, string Number, string State, string Sha256, DateTimeOffset? EndedAt, string? EndReason, string? ReplacedBy, PrintedFacts Facts);

public static class VerifyDocumentEndpoint
{
    /// <summary>The public page for programs: any key, any tenant's document, and the code all the same.</summary>
    public static void MapVerification(this IEndpointRouteBuilder app) => app.MapApi().WithTags("Vérification").MapGet("/verification/{number}/{code}", async (string number, string code, VerifyDocument verify, CancellationToken ct) =>
        await verify.ExecuteAsync(number, code, ct) is not { } d
            ? Api.Problem([SecurityErrors.NotFound])
            : Results.Ok(new VerificationAnswer(d.Kind.ToString().ToLowerInvariant(), d.Number, d.State.ToString().ToLowerInvariant(), d.Sha256, d.EndedAt, d.EndReason, d.ReplacedBy?.Number, d.Facts)))
        .RequireRateLimiting(RateLimits.Verification).WithSummary("État et mentions d’un document, par son numéro et son code").Produces<VerificationAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
}
