using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Benchmarks;

/// <summary>What naming the rule and the blocks at fault costs, against merely looking the choice up among the valid ones (RNCP31391).</summary>
internal static class CompositionBenchmark
{
    private static readonly Composition Rules = new(
        ["BC1", "BC2", "BC3"],
        [new("production", "option production", ["BC4", "BC5"]), new("sinistre", "option sinistre", ["BC6", "BC7"])],
        new(2, ["BC4", "BC5", "BC6", "BC7", "BC8", "BC9"]));

    private static readonly Composition Everything = Rules with
    {
        MoreElectives = [new(1, ["BC10", "BC11", "BC12"], AtMost: 2, "Langues")],
        Groups = new(1, [new("parcours entreprise", ["BC13", "BC14"]), new("parcours particulier", ["BC15"])]),
        Prerequisites = [new("BC9", ["BC8"]), new("BC14", ["BC1", "BC13"])],
    };

    public static void Run()
    {
        var choices = EveryChoice().ToList();
        var valid = Rules.ValidChoices().ToList();
        var byRule = choices.Count(c => Rules.Check(c).Count == 0);
        var byLookup = choices.Count(c => IsAmong(valid, c));
        if (byRule != valid.Count || byLookup != valid.Count)
            throw new InvalidOperationException($"The ways disagree: {byRule} and {byLookup} valid choices of {valid.Count}.");

        var acquired = new HashSet<string> { "BC2", "BC9" };
        var rich = Everything.ValidChoices().ToList();
        SideBySide.Print($"composition, one valid choice (of {valid.Count}, and of {rich.Count} with every kind of rule)",
        [
            ("look up in a list of valid choices (yes/no)", () => valid.ForEach(c => IsAmong(valid, c))),
            ("Composition.Check", () => Each(valid, Rules, null)),
            ("Composition.Check, with acquired blocks", () => Each(valid, Rules, acquired)),
        ], each: valid.Count);
        SideBySide.Print("composition, one valid choice where every kind of rule is declared", [("Composition.Check", () => Each(rich, Everything, null))], each: rich.Count);
        SideBySide.Print($"composition: {choices.Count} choices, {valid.Count} valid, every fault of the others explained",
        [
            ("look up in a list of valid choices (yes/no)", () => choices.ForEach(c => IsAmong(valid, c))),
            ("Composition.Check (every rule at fault)", () => Each(choices, Rules, null)),
            ("enumerate the valid choices, then look up", () => choices.ForEach(c => IsAmong(Rules.ValidChoices(), c))),
        ], each: choices.Count);
    }

    private static void Each(List<BlockChoice> choices, Composition rules, IReadOnlySet<string>? acquired)
    {
        foreach (var choice in choices) rules.Check(choice, acquired);
    }

    private static IEnumerable<BlockChoice> EveryChoice()
    {
        var blocks = Rules.AllBlocks();
        foreach (var option in new[] { null, "production", "sinistre" })
            for (var subset = 0; subset < 1 << blocks.Count; subset++)
                yield return new(option, [.. blocks.Where((_, place) => (subset >> place & 1) == 1)]);
    }

    private static bool IsAmong(IEnumerable<BlockChoice> valid, BlockChoice choice) =>
        valid.Any(v => v.Option == choice.Option && v.Blocks.Count == choice.Blocks.Count && !v.Blocks.Except(choice.Blocks).Any());
}
