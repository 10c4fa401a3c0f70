using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public enum ProposalKind { Concordance, CommissionDecides, Weighted }

/// <summary>How much a source counts under a weighted rule.</summary>
public sealed record SourceWeight(SourceKind Source, decimal Weight);

/// <summary>What one source rated, by the code of the rated item.</summary>
public sealed record SourceRatings(SourceKind Source, IReadOnlyDictionary<string, Rating> Ratings);

/// <summary>
/// How the sources' ratings of a block become a proposal to the jury, which stays sovereign. Which levels are favourable
/// is the scale's to say.
/// Concordance: a source is favourable on a competency when every rated item of it is, and favourable on the block when it is so on every
/// competency and on its own items; it is unfavourable as soon as one item is below. Every required source favourable: validé. Every one
/// unfavourable: non validé. Anything else, such as a source that is missing, incomplete, or has not observed an item: à délibérer.
/// Commission decides: the commission alone makes the proposal, in the same way; the other sources are told beside it.
/// Weighted: each source's share of favourable ratings among the items it observed, averaged by weight, against two thresholds.
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
    /// <summary>What a draft made from a fiche starts with; each certification declares its own.</summary>
    public static ProposalRule Concordance { get; } = new(ProposalKind.Concordance,
        "Règle «\u00A0concordance\u00A0»\u00A0: validé si chaque source est favorable sur chaque compétence, non validé si chaque source est défavorable, sinon le jury tranche.");

    /// <summary>A rule as it begins, under its usual sentence.</summary>
    public static ProposalRule Usual(ProposalKind kind) => kind switch
    {
        ProposalKind.Concordance => Concordance,
        ProposalKind.CommissionDecides => new(kind, "Règle «\u00A0la commission décide\u00A0»\u00A0: la proposition est celle de la commission\u202F; les autres sources sont données pour information."),
        ProposalKind.Weighted => new(kind, "Règle «\u00A0pondérée\u00A0»\u00A0: la part d’appréciations favorables, en moyenne pondérée des sources, est comparée à deux seuils\u202F; entre les deux, le jury tranche.",
            ValidatedFrom: 0.8m, NotValidatedBelow: 0.5m),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public Proposal Propose(Block block, IReadOnlyList<SourceRequirement> sources, RatingScale scale, IReadOnlyList<SourceRatings> ratings)
    {
        var required = sources.Where(s => block.Evaluation(s.Source) is not null).ToList();
        if (required.Count == 0)
            throw new ArgumentException($"{block.Code} has no evaluation to propose from.", nameof(block));
        var views = required.Select(s => SourceView.Of(s, block, scale, ratings.FirstOrDefault(r => r.Source == s.Source))).ToList();
        var counted = Kind == ProposalKind.CommissionDecides ? views.Where(v => v.Source.Source == SourceKind.Commission).ToList() : views;
        var missing = counted.Where(v => v.Missing).Select(v => v.Source).ToList();
        if (missing.Count > 0)
            return ProposalSentences.SourcesMissing(missing);
        var incomplete = counted.Where(v => v.Unrated.Count > 0).ToList();
        if (incomplete.Count > 0)
            return ProposalSentences.Incomplete(incomplete);
        return Kind switch
        {
            ProposalKind.Concordance => Concord(views),
            ProposalKind.CommissionDecides => Decide(counted, [.. views.Except(counted)]),
            ProposalKind.Weighted => Weigh(views, scale),
            _ => throw new InvalidOperationException($"Proposal rule {Kind}."),
        };
    }

    private static Proposal Concord(List<SourceView> views)
    {
        if (views.All(v => v.Favourable))
            return ProposalSentences.AllFavourable(views);
        return views.All(v => v.Unfavourable) ? ProposalSentences.AllUnfavourable(views) : ProposalSentences.Diverging(views);
    }

    private static Proposal Decide(List<SourceView> commission, IReadOnlyList<SourceView> others) =>
        commission is [var view] ? ProposalSentences.Decided(view, others) : throw new InvalidOperationException("The commission decides, but evaluates nothing.");

    private Proposal Weigh(List<SourceView> views, RatingScale scale)
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
            score >= from ? ProposalOutcome.Validated : score < below ? ProposalOutcome.NotValidated : ProposalOutcome.ToDeliberate, score, from, below, scale);
    }
}

/// <summary>Where one source stands on a block.</summary>
/// <param name="Missing">It gave nothing.</param>
internal sealed record SourceView(
    SourceRequirement Source,
    bool Missing,
    int Items,
    IReadOnlyList<RatedItem> Unrated,
    IReadOnlyList<RatedItem> Below,
    IReadOnlyList<RatedItem> NotObserved)
{
    public bool Favourable => !Missing && Unrated.Count == 0 && Below.Count == 0 && NotObserved.Count == 0;
    public bool Unfavourable => Below.Count > 0;

    /// <summary>Competencies on which it is not favourable.</summary>
    public IEnumerable<string> CompetenciesAtFault() => Below.Concat(NotObserved).Select(i => i.CompetencyCode).OfType<string>().Distinct();

    /// <summary>Favourable ratings among what was observed; null when nothing was.</summary>
    public decimal? Share() => Items == NotObserved.Count ? null : (decimal)(Items - NotObserved.Count - Below.Count) / (Items - NotObserved.Count);

    public static SourceView Of(SourceRequirement source, Block block, RatingScale scale, SourceRatings? given)
    {
        var items = block.RatedItems(source.Source);
        IReadOnlyList<RatedItem> Rated(Func<Rating, bool> what) => [.. items.Where(i => given is not null && given.Ratings.TryGetValue(i.Code, out var r) && what(r))];
        return new(
            source,
            given is null,
            items.Count,
            [.. items.Where(i => given?.Ratings.ContainsKey(i.Code) != true)],
            Rated(r => r != Rating.NotObserved && !scale.Level(r).Favourable),
            Rated(r => r == Rating.NotObserved));
    }
}
