using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Features.Declarations.ReadFile;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Declarations.Interface;

/// <param name="TechnicalId">« idTechnique » in the files and the return reports; null before the first file.</param>
/// <param name="DeliveredOn">Day, in Paris, of the first certificate that the jury session of the last one gave.</param>
/// <param name="DueOn">Last day to declare, or to answer the rejection; null once accepted.</param>
/// <param name="State">due, in-file, accepted, rejected or mended.</param>
/// <param name="Message">Of the Caisse des Dépôts, where it rejected.</param>
/// <param name="Obstacles">What keeps it out of the next file.</param>
public sealed record DeclarationItem(Guid EnrolmentId, Guid CandidateId, Guid CampaignId, string Certification, string Document, DateOnly DeliveredOn, DateOnly? DueOn, string State, Guid? TechnicalId, Guid? FileId, string? Message,
    IReadOnlyList<DeclarationObstacle> Obstacles);

public sealed record DeclarationObstacle(string Code, string Message, string? Field);

/// <param name="NextCursor">Give it back as ?cursor= for the next page; null on the last.</param>
public sealed record DeclarationList(IReadOnlyList<DeclarationItem> Items, string? NextCursor);

public static class DeclarationsEndpoints
{
    private static readonly Dictionary<string, DeclarationState> States = new()
    {
        ["due"] = DeclarationState.Due,
        ["in-file"] = DeclarationState.InFile,
        ["accepted"] = DeclarationState.Accepted,
        ["rejected"] = DeclarationState.Rejected,
        ["mended"] = DeclarationState.Mended,
    };

    public static void MapDeclarations(this IEndpointRouteBuilder app)
    {
        app.MapApi().WithTags("Déclarations").MapGet("/declarations", ListAsync).RequireAuthorization(nameof(Permission.DeclareCertified)).WithSummary("État des déclarations à la Caisse des Dépôts, page par page")
            .WithDescription("Chaque titulaire d’un certificat. Avec state, une page peut compter moins d’éléments que limit : continuez tant que nextCursor n’est pas nul.")
            .Produces<DeclarationList>().ProducesProblem(StatusCodes.Status400BadRequest);
        app.MapDownloadDeclaration();
    }

    private static async Task<IResult> ListAsync(FindDeclarations find, CancellationToken ct, string? state = null, Guid? campaign = null, Guid? candidate = null, string? cursor = null, int limit = 100)
    {
        if (state is not null && !States.ContainsKey(state)) return Api.BadRequest($"state\u00a0: {string.Join(", ", States.Keys)}.");
        if (limit is < 1 or > FindDeclarations.MostPerPage) return Api.BadRequest($"limit\u00a0: de 1 à {FindDeclarations.MostPerPage}.");
        Guid? after = Guid.TryParseExact(cursor, "N", out var last) ? last : null;
        if (cursor is not null && after is null) return Api.BadRequest("cursor\u00a0: celui de la page précédente.");
        var result = await find.ExecuteAsync(new(campaign, candidate, after, limit), ct);
        if (result.Refused) return Api.Problem(result.Errors);
        var (items, next) = result.Value;
        return Results.Ok(new DeclarationList([.. items.Where(d => state is null || d.State == States[state]).Select(Item)], next?.ToString("N")));
    }

    private static DeclarationItem Item(FoundDeclaration d) => new(d.EnrolmentId, d.CandidateId, d.CampaignId, d.CertificationCode, d.DocumentNumber, d.DeliveredOn, d.DueOn, States.Single(s => s.Value == d.State).Key, d.PassageId,
        d.FileId, d.Message, [.. d.Obstacles.Select(o => new DeclarationObstacle(o.Code, o.Message, o.Field))]);
}
