namespace CqpPlatform.Domain.Referentials;

/// <summary>How one source evaluates a block.</summary>
/// <param name="Modality">The fiche's own words.</param>
/// <param name="Situations">What the 2017 referential asks of the candidate, competency by competency.</param>
public sealed record BlockEvaluation(
    SourceKind Source,
    string Modality,
    IReadOnlyList<EvaluationPart> Parts,
    IReadOnlyList<EvaluationSituation> Situations)
{
    public string? Situation(string competency) => Situations.FirstOrDefault(s => s.Competency == competency)?.Text;
}

public sealed record EvaluationSituation(string Competency, string Text);

/// <summary>A part of an evaluation. Competencies are rated once per source, in the parts that have no items of their own.</summary>
/// <param name="Items">What is rated in this part alone, such as the two subjects of the « question de connaissances ».</param>
public sealed record EvaluationPart(string Code, string Title, IReadOnlyList<RatedItem> Items, string? Text = null);

/// <summary>One line of a grid.</summary>
/// <param name="CompetencyCode">The competency it belongs to; null for a part's own item.</param>
/// <param name="PartCode">The part it is rated in; null when it is rated over the whole evaluation.</param>
public sealed record RatedItem(string Code, string Title, string? CompetencyCode = null, string? PartCode = null);
