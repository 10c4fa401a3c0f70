using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Awards.ListDocuments;

/// <param name="Kind">minutes, certificate or attestation.</param>
/// <param name="State">valid, superseded or revoked.</param>
public sealed record DocumentItem(Guid Id, string Kind, string Number, string Sha256, string State, DateTimeOffset IssuedAt);

/// <param name="NextCursor">Give it back as ?cursor= for the next page; null on the last, and where no page was asked for.</param>
public sealed record DocumentList(IReadOnlyList<DocumentItem> Items, string? NextCursor);

public static class ListDocumentsEndpoint
{
    private const int DefaultPage = 100;

    public static void MapListDocuments(this IEndpointRouteBuilder api) => api.MapGet("/documents", async (ListDocuments list, CancellationToken ct, string? kind = null, string? campaign = null, string? cursor = null, int? limit = null) =>
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
        if (limit is < 1 or > ListDocuments.MostPerPage) return Api.BadRequest($"limit\u00a0: de 1 à {ListDocuments.MostPerPage}.");
        Guid? after = Guid.TryParseExact(cursor, "N", out var last) ? last : null;
        if (after is null && !string.IsNullOrEmpty(cursor)) return Api.BadRequest("cursor\u00a0: celui de la page précédente.");
        // Who asks for no page gets all of them.
        var page = limit ?? (after is null ? null : DefaultPage);
        // One more than asked tells whether there is a next page.
        var result = await list.ExecuteAsync(new(wanted, campaignId, after, page + 1), ct);
        if (result.Refused) return Api.Problem(result.Errors);
        var items = result.Value.Take(page ?? int.MaxValue).Select(Item).ToList();
        return Results.Ok(new DocumentList(items, result.Value.Count > items.Count ? items[^1].Id.ToString("N") : null));
    }).RequireAuthorization(nameof(Permission.ReadDocuments)).WithSummary("Documents émis\u00a0: tous, du plus récent au plus ancien, ou page par page (limit), du plus ancien au plus récent").Produces<DocumentList>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static DocumentItem Item(DocumentLine d) => new(d.Id, d.Kind.ToString().ToLowerInvariant(), d.Number, d.Sha256, d.State.ToString().ToLowerInvariant(), d.IssuedAt);
}
