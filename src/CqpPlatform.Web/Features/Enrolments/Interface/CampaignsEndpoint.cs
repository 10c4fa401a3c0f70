using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Interface;

/// <param name="Status">draft, enrolmentOpen, evaluation, deliberation or closed.</param>
public sealed record CampaignItem(Guid Id, string Name, string Certification, string Status, DateOnly EnrolmentClosesOn, DateOnly EvaluationDueOn, DateOnly JuryOn, DateOnly ClosesOn);

public sealed record CampaignList(IReadOnlyList<CampaignItem> Items);

/// <summary>Where one may enrol: the identifiers that the other routes ask for.</summary>
public static class CampaignsEndpoint
{
    private static readonly IReadOnlyDictionary<string, CampaignStatus> Statuses = Enum.GetValues<CampaignStatus>().ToDictionary(s => Api.Word(s));

    public static void MapCampaigns(this IEndpointRouteBuilder api) => api.MapGet("/campaigns", async (FindCampaigns find, CancellationToken ct, string? status = null) =>
    {
        if (status is not null && !Statuses.ContainsKey(status)) return Api.BadRequest($"status\u00A0: {string.Join(", ", Statuses.Keys)}.");
        var result = await find.ExecuteAsync(status is null ? null : Statuses[status], ct);
        return result.Refused ? Api.Problem(result.Errors)
            : Results.Ok(new CampaignList([.. result.Value.Select(c => new CampaignItem(c.Id, c.Name, c.CertificationCode, Api.Word(c.Status), c.EnrolmentClosesOn, c.EvaluationDueOn, c.JuryOn, c.ClosesOn))]));
    }).RequireAuthorization(nameof(Permission.ReadCandidates)).WithSummary("Campagnes où l’on inscrit\u00A0: celles de l’organisme, ou toutes pour le certificateur")
        .Produces<CampaignList>().ProducesProblem(StatusCodes.Status400BadRequest);
}
