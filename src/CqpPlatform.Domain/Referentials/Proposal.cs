using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public enum ProposalOutcome { Validated, NotValidated, ToDeliberate }

/// <summary>What is put to the jury for one block, and why.</summary>
public sealed record Proposal(ProposalOutcome Outcome, string Explanation);

public static class ProposalOutcomeFacts
{
    public static string French(this ProposalOutcome outcome) => outcome switch
    {
        ProposalOutcome.Validated => "Validé",
        ProposalOutcome.NotValidated => "Non validé",
        ProposalOutcome.ToDeliberate => "À délibérer",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}

/// <summary>The French of a proposal.</summary>
internal static class ProposalSentences
{
    public static Proposal SourcesMissing(IReadOnlyList<SourceRequirement> missing) => Of(
        ProposalOutcome.ToDeliberate,
        missing.Count == 1
            ? $"une source manque, {missing[0].Name}."
            : $"{French.Number(missing.Count)} sources manquent, {French.List([.. missing.Select(s => s.Name)])}.");

    public static Proposal Incomplete(IReadOnlyList<SourceView> views) => Of(
        ProposalOutcome.ToDeliberate,
        string.Join(" ", views.Select(v => $"il manque {(v.Unrated.Count == 1 ? "une appréciation" : $"{v.Unrated.Count} appréciations")} ({v.Source.Name})\u00A0: {Items(v.Unrated)}.")));

    public static Proposal AllFavourable(IReadOnlyList<SourceView> views) => Of(
        ProposalOutcome.Validated,
        views.Count == 1
            ? $"{views[0].Source.Name} est favorable sur chaque compétence."
            : $"les {French.Number(views.Count)} sources sont favorables sur chaque compétence.");

    public static Proposal AllUnfavourable(IReadOnlyList<SourceView> views) => Of(
        ProposalOutcome.NotValidated,
        views.Count == 1
            ? $"{views[0].Source.Name} est défavorable, à cause de {Items(views[0].Below)}."
            : $"les {French.Number(views.Count)} sources sont défavorables. {string.Join("\u202F; ", views.Select((v, i) => $"{(i == 0 ? French.Capital(v.Source.Name) : v.Source.Name)} à cause de {Items(v.Below)}"))}.");

    public static Proposal Diverging(IReadOnlyList<SourceView> views)
    {
        var favourable = views.Where(v => v.Favourable).Select(v => v.Source.Name).ToList();
        var parts = views.Where(v => !v.Favourable).Select(v => Against(v, favourable.Count > 0)).ToList();
        if (favourable.Count > 0)
            parts.Insert(0, $"{French.List(favourable)} {(favourable.Count == 1 ? "est favorable" : "sont favorables")}");
        var competencies = views.SelectMany(v => v.CompetenciesAtFault())
            .Distinct()
            .Where(c => views.Any(v => !v.CompetenciesAtFault().Contains(c)))
            .ToList();
        var lead = (views.Count, competencies.Count) switch
        {
            (1, _) => "",
            (_, 0) => "les sources divergent. ",
            _ => $"les sources divergent sur {French.List(competencies)}. ",
        };
        var detail = string.Join("\u202F; ", parts) + ".";
        return Of(ProposalOutcome.ToDeliberate, lead + (lead.Length == 0 ? detail : French.Capital(detail)));
    }

    /// <summary>The commission's word, then what the others think of it.</summary>
    public static Proposal Decided(SourceView commission, IReadOnlyList<SourceView> others)
    {
        var outcome = commission.Favourable ? ProposalOutcome.Validated : commission.Unfavourable ? ProposalOutcome.NotValidated : ProposalOutcome.ToDeliberate;
        var word = commission.Favourable ? $"{commission.Source.Name} décide et est favorable sur chaque compétence" : $"{commission.Source.Name} décide et {Verdict(commission)}";
        return Of(outcome, others.Count == 0 ? $"{word}." : $"{word}. Pour information\u00A0: {string.Join("\u202F; ", others.Select(Opinion))}.");
    }

    private static string Opinion(SourceView view) => view switch
    {
        { Missing: true } => $"{view.Source.Name} ne s’est pas prononcé",
        { Favourable: true } => $"{view.Source.Name} est favorable",
        { Unfavourable: false, NotObserved.Count: 0 } => $"{view.Source.Name} n’a pas fini sa grille",
        _ => Against(view, false),
    };

    public static Proposal NothingObserved(SourceView view) => Of(ProposalOutcome.ToDeliberate, $"{view.Source.Name} n’a rien pu observer.");

    public static Proposal Weighted(ProposalOutcome outcome, decimal score, decimal from, decimal below, RatingScale scale) => Of(
        outcome,
        $"{Percent(score)} d’appréciations {Favourable(scale)} en moyenne pondérée des sources (validé à partir de {Percent(from)}, non validé en dessous de {Percent(below)}).");

    private static string Favourable(RatingScale scale) =>
        French.List([.. scale.Levels.Where(l => l.Favourable).Select(l => $"«\u00A0{l.Label}\u00A0»")], "ou");

    private static string Percent(decimal share) => $"{Math.Round(share * 100m, MidpointRounding.AwayFromZero):0}\u00A0%";

    private static string Against(SourceView view, bool afterFavourable) =>
        $"{view.Source.Name} {(afterFavourable && view.Unfavourable ? $"ne l’est pas, à cause de {Items(view.Below)}{AndNotObserved(view)}" : Verdict(view))}";

    private static string Verdict(SourceView view) => view.Unfavourable
        ? $"est défavorable, à cause de {Items(view.Below)}{AndNotObserved(view)}"
        : $"n’a pas observé {Items(view.NotObserved)}";

    private static string AndNotObserved(SourceView view) =>
        view.NotObserved.Count == 0 ? "" : $", et n’a pas observé {Items(view.NotObserved)}";

    private static string Items(IReadOnlyList<RatedItem> items) =>
        French.List([.. items.Select(i => i.CompetencyCode is null ? $"«\u00A0{i.Title}\u00A0»" : i.Code)]);

    private static Proposal Of(ProposalOutcome outcome, string why) => new(outcome, $"{outcome.French()}\u00A0: {why}");
}
