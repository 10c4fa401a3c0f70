using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Awards.ListDocuments;

/// <param name="Kind">minutes, certificate or attestation.</param>
/// <param name="State">valid, superseded or revoked.</param>
public sealed record DocumentItem(Guid Id, string Kind, string Number, string Sha256, string State, DateTimeOffset IssuedAt);

public sealed record DocumentList(IReadOnlyList<DocumentItem> Items);

public static class ListDocumentsEndpoint
{
    public static void MapListDocuments(this IEndpointRouteBuilder api) => api.MapGet("/documents", async (ListDocuments list, CancellationToken ct, string? kind = null, string? campaign = null) =>
    {
        DocumentKind? wanted = kind switch
        {
            "minutes" => DocumentKind.Minutes,
            "certificate" => DocumentKind.Certificate,
            "attestation" => DocumentKind.Attestation,
            _ => null,
        };
        if (wanted is null && !string.IsNullOrEmpty(kind)) return Api.BadRequest("kind\u00a0: minutes, certificate ou attestation.");
        Guid? campaignId = Guid.TryParse(campaign, out var id) ? id : null;
        if (campaignId is null && !string.IsNullOrEmpty(campaign)) return Api.BadRequest("campaign\u00a0: identifiant (GUID) attendu.");
        var result = await list.ExecuteAsync(new(wanted, campaignId), ct);
        return result.Refused ? Api.Problem(result.Errors) : Results.Ok(new DocumentList([.. result.Value.Select(Item)]));
    }).RequireAuthorization(nameof(Permission.ReadDocuments)).WithSummary("Documents émis").Produces<DocumentList>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static DocumentItem Item(DocumentLine d) => new(d.Id, d.Kind.ToString().ToLowerInvariant(), d.Number, d.Sha256, d.State.ToString().ToLowerInvariant(), d.IssuedAt);
}
