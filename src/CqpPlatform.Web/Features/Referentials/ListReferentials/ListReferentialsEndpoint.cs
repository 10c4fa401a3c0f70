using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Referentials.ListReferentials;

public sealed record CertificationList(IReadOnlyList<ReferentialSummary> Items);

public static class ListReferentialsEndpoint
{
    public static void MapListReferentials(this IEndpointRouteBuilder api) => api.MapGet("/certifications", async (ListReferentials list, CancellationToken ct) =>
    {
        var result = await list.ExecuteAsync(ct);
        return result.Refused ? Api.Problem(result.Errors) : Results.Ok(new CertificationList(result.Value));
    }).RequireAuthorization(nameof(Permission.ReadReferential)).WithSummary("Certifications du certificateur").Produces<CertificationList>();
}
