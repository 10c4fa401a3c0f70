namespace CqpPlatform.Domain.Referentials;

/// <summary>A block of competencies; always shown with its code, since two blocks may bear one title.</summary>
/// <param name="Code">The referential's code, such as BC4.</param>
/// <param name="RncpCode">The registered code, such as RNCP31391BC04; null where the fiche has no row for the block.</param>
/// <param name="Title">The registered title, the one of documents.</param>
/// <param name="ReferentialTitle">The referential's own title where it differs, shown in grids.</param>
public sealed record Block(
    string Code,
    string? RncpCode,
    string Title,
    string? ReferentialTitle,
    IReadOnlyList<Activity> Activities,
    IReadOnlyList<Competency> Competencies,
    IReadOnlyList<BlockEvaluation> Evaluations)
{
    /// <summary>What the source rates in this block, in order: the own items of its parts, then each competency down to the grain of the referential.</summary>
    public IReadOnlyList<RatedItem> RatedItems(SourceKind source)
    {
        if (Evaluation(source) is not { } evaluation)
            return [];
        var own = evaluation.Parts.SelectMany(p => p.Items.Select(i => i with { PartCode = p.Code }));
        var sharing = evaluation.Parts.Where(p => p.Items.Count == 0).ToList();
        var part = sharing is [var only] ? only.Code : null;
        var competencies = Competencies.SelectMany(c => c.SubCompetencies.Count == 0
            ? [new RatedItem(c.Code, c.Title, c.Code, part)]
            : c.SubCompetencies.Select(s => new RatedItem(s.Code, s.Title, c.Code, part)));
        return [.. own, .. competencies];
    }

    /// <summary>The results of the parts, where an evaluation has several without items of their own: the written and the oral test of a training organisation.</summary>
    public IReadOnlyList<RatedItem> PartResults(SourceKind source)
    {
        var parts = Evaluation(source)?.Parts.Where(p => p.Items.Count == 0).ToList() ?? [];
        return parts.Count < 2 ? [] : [.. parts.Select(p => new RatedItem($"partie.{p.Code}", p.Title, null, p.Code))];
    }

    /// <summary>All the lines of a source's grid: the results of its parts, then what it rates. The proposal to the jury looks at the latter only.</summary>
    public IReadOnlyList<RatedItem> GridLines(SourceKind source) => [.. PartResults(source), .. RatedItems(source)];

    /// <summary>The criteria of a line; where the source gives them for a whole competency, they are the competency's.</summary>
    public IReadOnlyList<string> Criteria(RatedItem item) => item.CompetencyCode is not { } code || FindCompetency(code) is not { } competency ? []
        : competency.SubCompetencies.FirstOrDefault(s => s.Code == item.Code)?.Criteria ?? (competency.SubCompetencies.Count == 0 ? competency.Criteria : []);

    public BlockEvaluation? Evaluation(SourceKind source) => Evaluations.FirstOrDefault(e => e.Source == source);

    public Competency? FindCompetency(string code) => Competencies.FirstOrDefault(c => c.Code == code);
}

/// <summary>A work activity of the referential; without a code in the 2017 referential.</summary>
public sealed record Activity(string? Code, string Title, IReadOnlyList<string> Items, IReadOnlyList<string> Competencies);

/// <param name="Criteria">Criteria the source gives for the whole competency.</param>
/// <param name="Knowledge">Savoirs associés; the 2017 referential gives them for the whole competency.</param>
public sealed record Competency(
    string Code,
    string Title,
    IReadOnlyList<SubCompetency> SubCompetencies,
    IReadOnlyList<string> Criteria,
    IReadOnlyList<string> Knowledge);

public sealed record SubCompetency(string Code, string Title, IReadOnlyList<string> Criteria, IReadOnlyList<string> Knowledge);
