using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Candidates;

/// <param name="Origin">jury, earlier or passerelle.</param>
/// <param name="Reference">Number of the minutes, reference of the proof, or the block recognised.</param>
public sealed record LedgerItem(string Certification, string Version, string Code, string? RncpCode, string Title, DateOnly AcquiredOn, DateOnly? ValidUntil, bool Valid, string Origin, string Reference);

/// <param name="Version">The version it is counted by: the one they sat last, else the newest.</param>
/// <param name="Missing">Common blocks, blocks of the option, and what those ask to be taken with.</param>
/// <param name="Electives">How many more, all sets together, among the next list.</param>
/// <param name="Sets">The same, set by set.</param>
/// <param name="Groups">How many more groups, each whole; null where none is lacking.</param>
public sealed record RemainingItem(string Certification, string Version, string? Option, bool Complete, IReadOnlyList<string> Missing, int Electives, IReadOnlyList<string> ElectivesAmong,
    IReadOnlyList<RemainingSet> Sets, RemainingGroups? Groups);

public sealed record LedgerOfPerson(Guid CandidateId, IReadOnlyList<LedgerItem> Blocks, IReadOnlyList<RemainingItem> Remaining);

public static class LedgerEndpoint
{
    public static void MapCandidates(this IEndpointRouteBuilder app) => app.MapApi().WithTags("Candidats").MapGet("/candidates/{id:guid}/ledger", async (Guid id, ReadHoldings read, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(id, ct);
        return result.Refused ? Api.Problem(result.Errors) : Results.Ok(Body(result.Value));
    }).RequireAuthorization(nameof(Permission.ReadCandidates)).WithSummary("Blocs acquis d’une personne, et ce qui lui manque").Produces<LedgerOfPerson>().ProducesProblem(StatusCodes.Status404NotFound);

    private static LedgerOfPerson Body(Holdings holdings) => new(holdings.CandidateId,
        [.. holdings.Blocks.Select(b => new LedgerItem(b.CertificationCode, b.Version, b.BlockCode, b.RncpCode, b.Title, b.AcquiredOn, b.ValidUntil, b.IsValid, b.Origin.ToString().ToLowerInvariant(), b.Reference))],
        [.. from p in holdings.Progress from o in p.Options select new RemainingItem(p.Code, p.VersionLabel, o.Option, o.IsComplete, o.Missing, o.Sets.Sum(s => s.Count), [.. o.Sets.SelectMany(s => s.Among).Select(c => c.Block).Distinct()], o.Sets, o.Groups)]);
}
