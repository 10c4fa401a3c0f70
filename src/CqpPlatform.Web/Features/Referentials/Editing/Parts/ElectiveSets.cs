using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials.Editing.Parts;

/// <param name="Path">In the JSON.</param>
/// <param name="More">Its place among the further lists; null for the first one, which an option may replace.</param>
internal sealed record ListedElectives(string Path, ElectiveRule Rule, int? More);

/// <summary>The lists of electives of a composition as one list on the screen. The JSON keeps the first apart: an option's own replace that one.</summary>
internal static class ElectiveSets
{
    public static IReadOnlyList<ListedElectives> Of(Composition composition) =>
    [
        .. composition.Electives is { } first ? [new ListedElectives("$.composition.electives", first, null)] : Array.Empty<ListedElectives>(),
        .. (composition.MoreElectives ?? []).Select((rule, i) => new ListedElectives($"$.composition.moreElectives[{i}]", rule, i)),
    ];

    public static string Name(ListedElectives set) => set.Rule.Title ?? (set.More is { } more ? $"Autre liste {more + 1}" : CompositionWords.Electives);

    public static Composition With(Composition composition, ListedElectives set, ElectiveRule rule) =>
        set.More is { } more ? composition with { MoreElectives = composition.MoreElectives!.With(more, _ => rule) } : composition with { Electives = rule };

    public static Composition Without(Composition composition, ListedElectives set) =>
        set.More is { } more ? Further(composition, composition.MoreElectives!.Without(more)) : composition with { Electives = null };

    /// <summary>The first place, unless it was left to the options.</summary>
    public static Composition Plus(Composition composition) =>
        composition.Electives is null && composition.MoreElectives is not { Count: > 0 } && composition.Options.All(o => o.Electives is null)
            ? composition with { Electives = new ElectiveRule(1, []) }
            : Further(composition, (composition.MoreElectives ?? []).Plus(new ElectiveRule(1, [])));

    public static Composition Moved(Composition composition, int index, int by)
    {
        var rules = Of(composition).Select(s => s.Rule).ToList().Moved(index, by);
        return composition.Electives is null ? Further(composition, rules) : Further(composition with { Electives = rules[0] }, rules.Without(0));
    }

    private static Composition Further(Composition composition, IReadOnlyList<ElectiveRule> rules) => composition with { MoreElectives = rules.Count == 0 ? null : rules };
}
