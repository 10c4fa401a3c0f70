using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public enum ProposalKind { Concordance, Weighted }

/// <summary>How much a source counts under a weighted rule.</summary>
public sealed record SourceWeight(SourceKind Source, decimal Weight);

/// <summary>What one source rated, by the code of the rated item.</summary>
public sealed record SourceRatings(SourceKind Source, IReadOnlyDictionary<string, Rating> Ratings);

/// <summary>
/// How the sources' ratings of a block become a proposal to the jury, which stays sovereign (product.md 3.5).
/// Concordance: a source is favourable on a competency when every rated item of it is Acquis, and favourable on the block when it
/// is so on every competency and on its own items; it is unfavourable as soon as one item is En cours or Non acquis. Every
/// required source favourable: validé. Every one unfavourable: non validé. Anything else, such as a source that is missing,
/// incomplete, or has not observed an item: à délibérer.
/// Weighted: each source's share of Acquis among the items it observed, averaged by weight, against two thresholds.
/// </summary>
/// <param name="Explanation">The rule in one French sentence, shown beside each proposal.</param>
/// <param name="Weights">Weighted only; a source that is not listed counts for 1.</param>
/// <param name="ValidatedFrom">Weighted only: validé from this share on, between 0 and 1.</param>
/// <param name="NotValidatedBelow">Weighted only: non validé below this share.</param>
public sealed record ProposalRule(
    ProposalKind Kind,
    string Explanation,
    IReadOnlyList<SourceWeight>? Weights = null,
    decimal? ValidatedFrom = null,
    decimal? NotValidatedBelow = null)
{
    public Proposal Propose(Block block, IReadOnlyList<SourceRequirement> sources, IReadOnlyList<SourceRatings> ratings)
    {
        var required = sources.Where(s => block.Evaluation(s.Source) is not null).ToList();
        if (required.Count == 0)
            throw new ArgumentException($"{block.Code} has no evaluation to propose from.", nameof(block));
        var missing = required.Where(s => ratings.All(r => r.Source != s.Source)).ToList();
        if (missing.Count > 0)
            return ProposalSentences.SourcesMissing(missing);

        var views = required.Select(s => SourceView.Of(s, block, ratings.First(r => r.Source == s.Source))).ToList();
        var incomplete = views.Where(v => v.Unrated.Count > 0).ToList();
        if (incomplete.Count > 0)
            return ProposalSentences.Incomplete(incomplete);
        return Kind switch
        {
            ProposalKind.Concordance => Concord(views),
            ProposalKind.Weighted => Weigh(views),
            _ => throw new InvalidOperationException($"Proposal rule {Kind}."),
        };
    }

    private static Proposal Concord(List<SourceView> views)
    {
        if (views.All(v => v.Favourable))
            return ProposalSentences.AllFavourable(views);
        return views.All(v => v.Unfavourable) ? ProposalSentences.AllUnfavourable(views) : ProposalSentences.Diverging(views);
    }

    private Proposal Weigh(List<SourceView> views)
    {
        decimal from = ValidatedFrom ?? 1m, below = NotValidatedBelow ?? 0m, total = 0m, sum = 0m;
        foreach (var view in views)
        {
            if (view.Share() is not { } share)
                return ProposalSentences.NothingObserved(view);
            var weight = Weights?.FirstOrDefault(w => w.Source == view.Source.Source)?.Weight ?? 1m;
            (total, sum) = (total + weight, sum + weight * share);
        }
        var score = total == 0m ? 0m : sum / total;
        return ProposalSentences.Weighted(
            score >= from ? ProposalOutcome.Validated : score < below ? ProposalOutcome.NotValidated : ProposalOutcome.ToDeliberate, score, from, below);
    }
}

/// <summary>Where one source stands on a block.</summary>
internal sealed record SourceView(
    SourceRequirement Source,
    int Items,
    IReadOnlyList<RatedItem> Unrated,
    IReadOnlyList<RatedItem> Below,
    IReadOnlyList<RatedItem> NotObserved)
{
    public bool Favourable => Unrated.Count == 0 && Below.Count == 0 && NotObserved.Count == 0;
    public bool Unfavourable => Below.Count > 0;

    /// <summary>Competencies on which it is not favourable.</summary>
    public IEnumerable<string> CompetenciesAtFault() => Below.Concat(NotObserved).Select(i => i.CompetencyCode).OfType<string>().Distinct();

    /// <summary>Acquis among what was observed; null when nothing was.</summary>
    public decimal? Share() => Items == NotObserved.Count ? null : (decimal)(Items - NotObserved.Count - Below.Count) / (Items - NotObserved.Count);

    public static SourceView Of(SourceRequirement source, Block block, SourceRatings given)
    {
        var items = block.RatedItems(source.Source);
        IReadOnlyList<RatedItem> Rated(params Rating[] ratings) =>
            [.. items.Where(i => given.Ratings.TryGetValue(i.Code, out var r) && ratings.Contains(r))];
        return new(
            source,
            items.Count,
            [.. items.Where(i => !given.Ratings.ContainsKey(i.Code))],
            Rated(Rating.InProgress, Rating.NotAcquired),
            Rated(Rating.NotObserved));
    }
}
