using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Awards;

/// <param name="With">What else it asks for, and is not held.</param>
public sealed record RemainingChoice(string Block, IReadOnlyList<string> With);

/// <param name="Count">How many more, among those that do not count yet.</param>
public sealed record RemainingSet(int Count, IReadOnlyList<RemainingChoice> Among);

/// <param name="Missing">What is not held of it.</param>
public sealed record RemainingGroup(string Title, IReadOnlyList<string> Missing);

/// <param name="Count">How many more of these groups, each whole.</param>
public sealed record RemainingGroups(int Count, IReadOnlyList<RemainingGroup> Among);

/// <summary>What a person still needs for a certification under one option.</summary>
/// <param name="Option">Code of the option; null where the certification has none.</param>
/// <param name="Missing">Common blocks, blocks of the option, and what those ask to be taken with.</param>
/// <param name="Sets">Each set of electives that lacks some.</param>
/// <param name="Groups">Null where no group is lacking.</param>
public sealed record RemainingBlocks(string? Option, IReadOnlyList<string> Missing, IReadOnlyList<RemainingSet> Sets, RemainingGroups? Groups)
{
    public bool IsComplete => Missing.Count == 0 && Sets.Count == 0 && Groups is null;
    public int Count => Missing.Count + Sets.Sum(s => s.Count) + (Groups?.Among.Select(g => g.Missing.Count).Order().Take(Groups.Count).Sum() ?? 0);

    /// <summary>One for each option, the nearest to completion first.</summary>
    public static IReadOnlyList<RemainingBlocks> Of(Referential referential, IReadOnlySet<string> held)
    {
        IEnumerable<OptionRule?> options = referential.Composition.Options.Count == 0 ? [default(OptionRule)] : [.. referential.Composition.Options];
        return [.. options.Select(o => Under(o, referential, held)).OrderBy(r => r.Count)];
    }

    private static RemainingBlocks Under(OptionRule? option, Referential referential, IReadOnlySet<string> held)
    {
        var composition = referential.Composition;
        IReadOnlyList<string> Asked(string block) => held.Contains(block) ? [] : referential.InOrder(composition.Requires(block).Where(b => !held.Contains(b)));
        var needed = composition.Common.Concat(option?.Blocks ?? []).ToHashSet();
        for (var before = 0; before < needed.Count;)
        {
            before = needed.Count;
            needed.UnionWith([.. needed.SelectMany(Asked)]);
        }
        // What is held keeps its place, whatever it once asked for.
        bool Counts(string block) => needed.Contains(block) || held.Contains(block);
        var sets =
            from set in composition.SetsFor(option?.Code)
            let more = set.Least - set.Blocks.Count(Counts)
            where more > 0
            select new RemainingSet(more, [.. referential.InOrder(set.Blocks.Where(b => !Counts(b))).Select(b => new RemainingChoice(b, Asked(b)))]);
        var open = (composition.Groups?.Among ?? []).Where(g => !g.Blocks.All(held.Contains)).ToList();
        var lacking = (composition.Groups?.Count ?? 0) - ((composition.Groups?.Among.Count ?? 0) - open.Count);
        return new(option?.Code, referential.InOrder(needed.Where(b => !held.Contains(b))), [.. sets],
            lacking <= 0 ? null : new(lacking, [.. open.Select(g => new RemainingGroup(g.Title, referential.InOrder(g.Blocks.Where(b => !held.Contains(b)).SelectMany(b => Asked(b).Append(b)).Distinct())))]));
    }

    /// <summary>« il manque BC9, et un bloc parmi BC6, BC7 et BC8 ».</summary>
    public string French()
    {
        if (IsComplete) return "tous les blocs sont acquis";
        List<string> parts = [.. Missing.Count > 0 ? [Common.French.List(Missing)] : Array.Empty<string>(), .. Sets.Select(Words)];
        if (Groups is not null) parts.Add(Words(Groups));
        return "il manque " + (parts.Count == 1 ? parts[0] : string.Join(", ", parts[..^1]) + ", et " + parts[^1]);
    }

    private static string Words(RemainingSet set)
    {
        var named = Common.French.List([.. set.Among.Select(c => c.With.Count == 0 ? c.Block : $"{c.Block} avec {Common.French.List(c.With)}")]);
        return set.Among.Count == set.Count ? named : $"{Common.French.Number(set.Count)} bloc{(set.Count > 1 ? "s" : "")} parmi {named}";
    }

    private static string Words(RemainingGroups groups)
    {
        var named = Common.French.List([.. groups.Among.Select(g => $"{g.Title} ({Common.French.List(g.Missing)})")]);
        return groups.Among.Count == groups.Count ? named : $"{Common.French.Number(groups.Count)} ensemble{(groups.Count > 1 ? "s" : "")} parmi {named}";
    }
}
