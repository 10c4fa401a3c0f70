using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials;

internal static class ReferentialWords
{
    /// <summary>« bloc commun », « option production, ou bloc optionnel ».</summary>
    public static string Place(Composition composition, string block)
    {
        if (composition.Common.Contains(block)) return "bloc commun, obligatoire";
        if (composition.GroupOf(block) is { } group) return group.Title;
        var places = composition.Options.Where(o => o.Blocks.Contains(block)).Select(o => o.Title).ToList();
        var rules = new[] { composition.Electives }.Concat(composition.Options.Select(o => o.Electives)).Concat(composition.MoreElectives ?? []).OfType<ElectiveRule>();
        places.AddRange(rules.Where(r => r.Among.Contains(block)).Select(r => r.Title?.ToLowerInvariant() ?? "bloc optionnel").Distinct());
        return string.Join(", ou ", places);
    }

    /// <summary>« deux au choix parmi BC6, BC7 et BC8 ».</summary>
    public static string Electives(ElectiveRule rule) =>
        $"{(rule.AtMost is null ? $"{French.Number(rule.Count)} au choix" : CompositionWords.Wanted(rule.Count, rule.AtMost.Value))} parmi {French.List(rule.Among)}";

    /// <summary>How many choices are valid; beyond a thousand, or where most attempts fail, nobody counts.</summary>
    public static string Choices(Composition composition)
    {
        const int most = 1_000;
        var (choices, all) = composition.FirstChoices(most);
        return all ? choices.Count.ToString() : choices.Count == most ? "plus de 1\u202F000" : $"au moins {choices.Count}";
    }
}
