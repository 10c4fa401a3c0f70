using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Figures.ReadFigures;

public sealed record ReadFiguresInput(string? Certification = null, int? Year = null);

/// <summary>One table of the page: what its lines are, and the lines.</summary>
public sealed record OutcomeTable(string Id, string Title, string Column, IReadOnlyList<OutcomeCount> Lines);

/// <param name="Titles">Of each block that appears, by certification, version and code.</param>
/// <param name="Certifications">Those that have figures, and every year that has some: what one may choose.</param>
/// <param name="IsOwn">A training organisation's own candidates only: neither other organisations nor the table of the fiche.</param>
public sealed record FiguresView(IReadOnlyList<OutcomeTable> Outcomes, IReadOnlyList<BlockCount> Blocks, IReadOnlyList<FicheCount> Fiche, IReadOnlyDictionary<(string, string, string), string> Titles,
    IReadOnlyList<string> Certifications, IReadOnlyList<int> Years, bool IsOwn = false)
{
    public bool IsEmpty => Outcomes[0].Lines.Count == 0;

    public string Title(BlockCount block) => Titles[(block.Certification, block.Version, block.Label)];

    /// <summary>With its version where blocks of several were judged.</summary>
    public string CertificationOf(BlockCount block) => Blocks.Any(b => b.Certification == block.Certification && b.Version != block.Version) ? $"{block.Certification}, version {block.Version}" : block.Certification;
}

/// <summary>Who was presented, certified or partly certified, by campaign, organisation, route, block and year; and the table of the fiche. An organisation counts its own candidates.</summary>
public sealed class ReadFigures(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FiguresView>> ExecuteAsync(ReadFiguresInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadFigures, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var (db, isOwn) = (unit.Db, unit.Actor.Role == Role.TrainingOrganisation);
        var own = new FigureFilter(null, null, isOwn ? unit.Actor.OrganisationId ?? Guid.Empty : null);
        var all = await FigureQueries.OutcomesAsync(db, FigureQueries.ByYear, own, ct);
        // Whatever an address may carry, only a certification that has figures is asked for.
        var certification = string.IsNullOrEmpty(input.Certification) ? null : all.Exists(l => l.Certification == input.Certification) ? input.Certification : "";
        var filter = own with { Certification = certification, Year = input.Year };
        var outcomes = new List<OutcomeTable> { new("campagnes", "Par campagne", "Campagne", await FigureQueries.OutcomesAsync(db, FigureQueries.ByCampaign, filter, ct)) };
        if (!isOwn) outcomes.Add(new("organismes", "Par organisme de formation", "Organisme", await FigureQueries.OutcomesAsync(db, FigureQueries.ByOrganisation, filter, ct)));
        outcomes.Add(new("voies", "Par voie d’accès", "Voie d’accès", (await FigureQueries.OutcomesAsync(db, FigureQueries.ByRoute, filter, ct)).ConvertAll(l => l with { Label = Route(l.Label) })));
        outcomes.Add(new("annees", "Par année", "Année du jury", await FigureQueries.OutcomesAsync(db, FigureQueries.ByYear, filter, ct)));
        var blocks = await FigureQueries.BlocksAsync(db, filter, ct);
        return new FiguresView(outcomes, blocks, isOwn ? [] : await FigureQueries.FicheAsync(db, filter, ct), await TitlesAsync(db, blocks, ct),
            [.. all.Select(l => l.Certification).Distinct()], [.. all.Select(l => int.Parse(l.Label)).Distinct().OrderDescending()], isOwn);
    }

    private async Task<IReadOnlyDictionary<(string, string, string), string>> TitlesAsync(CqpDbContext db, IReadOnlyList<BlockCount> blocks, CancellationToken ct)
    {
        var titles = new Dictionary<(string, string, string), string>();
        foreach (var judged in blocks.GroupBy(b => (b.Certification, b.Version)))
        {
            var (certification, version) = judged.Key;
            var referential = await catalogue.GetAsync(db, await db.ReferentialVersions.Where(v => v.CertificationCode == certification && v.Version == version).Select(v => v.Id).SingleAsync(ct), ct);
            foreach (var block in judged) titles[(certification, version, block.Label)] = referential.FindBlock(block.Label)?.Title ?? "";
        }
        return titles;
    }

    private static string Route(string stored) => Enum.TryParse<AccessRoute>(stored, out var route) ? route.French() : "Non renseignée";
}
