using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Benchmarks;

/// <summary>What naming the rule and the blocks at fault costs, against merely looking the choice up among the valid ones (RNCP31391).</summary>
internal static class CompositionBenchmark
{
    private static readonly Composition Rules = new(
        ["BC1", "BC2", "BC3"],
        [new("production", "option production", ["BC4", "BC5"]), new("sinistre", "option sinistre", ["BC6", "BC7"])],
        new(2, ["BC4", "BC5", "BC6", "BC7", "BC8", "BC9"]));

    public static void Run()
    {
        var choices = EveryChoice().ToList();
        var valid = Rules.ValidChoices().ToList();
        var byRule = choices.Count(c => Rules.Check(c).Count == 0);
        var byLookup = choices.Count(c => IsAmong(valid, c));
        if (byRule != valid.Count || byLookup != valid.Count)
            throw new InvalidOperationException($"The ways disagree: {byRule} and {byLookup} valid choices of {valid.Count}.");

        SideBySide.Print($"composition: {choices.Count} choices, {valid.Count} valid",
        [
            ("look up in a list of valid choices (yes/no)", () => choices.ForEach(c => IsAmong(valid, c))),
            ("Composition.Check (every rule at fault)", () => choices.ForEach(c => Rules.Check(c))),
            ("enumerate the valid choices, then look up", () => choices.ForEach(c => IsAmong(Rules.ValidChoices(), c))),
        ]);
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
