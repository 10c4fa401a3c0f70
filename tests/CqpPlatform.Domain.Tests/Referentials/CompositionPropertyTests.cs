using CqpPlatform.Domain.Referentials;
using FsCheck;
using FsCheck.Fluent;

namespace CqpPlatform.Domain.Tests.Referentials;

/// <summary>Random compositions against an oracle written from the prose, block by block, without a bit or a shortcut.</summary>
public class CompositionPropertyTests
{
    private static readonly string[] Blocks = ["B1", "B2", "B3", "B4", "B5", "B6", "B7"];
    private static readonly Config Quietly = Config.QuickThrowOnFailure.WithMaxTest(150).WithQuietOnSuccess(true);

    [Fact]
    public void Every_choice_of_every_composition_is_judged_as_the_prose_says() => Check.One(Quietly, Prop.ForAll(Cases().ToArbitrary(), AgreesWithTheOracle));

    [Fact]
    public void The_valid_choices_are_those_the_check_accepts_each_once() => Check.One(Quietly, Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var listed = c.Composition.ValidChoices().Select(Name).ToList();
        var accepted = Choices(c.Composition).Where(choice => c.Composition.Check(choice).Count == 0).Select(Name).ToHashSet();
        return listed.Count == listed.Distinct().Count() && accepted.SetEquals(listed) && c.Composition.CanBeSatisfied() == accepted.Count > 0;
    }));

    [Fact]
    public void An_accepted_choice_completed_with_what_is_acquired_is_whole() => Check.One(Quietly, Prop.ForAll(Cases().ToArbitrary(), c =>
        Choices(c.Composition).Where(choice => c.Composition.Check(choice, c.Acquired).Count == 0)
            .All(choice => c.Composition.Complete(choice, c.Acquired) is var whole && IsWhole(c.Composition, choice.Option, [.. whole.Blocks]) && choice.Blocks.All(whole.Blocks.Contains))));

    private static bool AgreesWithTheOracle(Case c)
    {
        foreach (var choice in Choices(c.Composition).Concat(Strange(c.Composition)))
        {
            var errors = c.Composition.Check(choice, c.Acquired);
            if (errors.Count == 0 != IsValid(c.Composition, choice, c.Acquired)) throw new InvalidOperationException($"{Name(choice)} | {string.Join(' ', errors.Select(e => e.Message))}");
            if (errors.Any(e => e.Message.Length == 0 || !e.Message.EndsWith('.') || e.Blocks is null || e.Blocks.Except(Blocks).Except(choice.Blocks).Any())) return false;
        }
        return true;
    }

    /// <summary>Valid: some of the acquired blocks, added to the chosen ones, make a whole; each chosen block still to evaluate has its prerequisites.</summary>
    private static bool IsValid(Composition composition, BlockChoice choice, HashSet<string> acquired)
    {
        var chosen = choice.Blocks.ToHashSet();
        if (chosen.Count != choice.Blocks.Count) return false;
        foreach (var block in chosen.Except(acquired))
            foreach (var rule in composition.Prerequisites ?? [])
                if (rule.Block == block && !rule.Requires.All(r => chosen.Contains(r) || acquired.Contains(r))) return false;
        return Subsets([.. acquired.Except(chosen)]).Any(added => IsWhole(composition, choice.Option, [.. chosen, .. added]));
    }

    /// <summary>All the common ones, the option's, whole groups and electives in the numbers asked for, and nothing else.</summary>
    private static bool IsWhole(Composition composition, string? option, HashSet<string> blocks)
    {
        var taken = composition.Options.SingleOrDefault(o => o.Code == option);
        if (composition.Options.Count == 0 ? !string.IsNullOrWhiteSpace(option) : taken is null) return false;
        var placed = new HashSet<string>(composition.Common);
        placed.UnionWith(taken?.Blocks ?? []);
        if (!placed.IsSubsetOf(blocks)) return false;
        if (composition.Groups is { } groups)
        {
            var whole = groups.Among.Where(g => g.Blocks.All(blocks.Contains)).ToList();
            if (groups.Among.Except(whole).Any(g => g.Blocks.Any(blocks.Contains))) return false;
            if (whole.Count < groups.Count || whole.Count > (groups.AtMost ?? groups.Count)) return false;
            placed.UnionWith(whole.SelectMany(g => g.Blocks));
        }
        var required = placed.ToHashSet();
        ElectiveRule?[] rules = [taken?.Electives ?? composition.Electives, .. composition.MoreElectives ?? []];
        foreach (var rule in rules.OfType<ElectiveRule>())
        {
            var picked = rule.Among.Where(b => !required.Contains(b) && blocks.Contains(b)).ToList();
            if (picked.Count < rule.Count || picked.Count > (rule.AtMost ?? rule.Count)) return false;
            placed.UnionWith(picked);
        }
        return blocks.SetEquals(placed);
    }

    private static IEnumerable<BlockChoice> Choices(Composition composition) =>
        from option in composition.Options.Select(o => (string?)o.Code).Append(null)
        from blocks in Subsets(Blocks)
        select new BlockChoice(option, blocks);

    private static IEnumerable<BlockChoice> Strange(Composition composition) =>
    [
        new("inconnue", Blocks), new(composition.Options.Count == 0 ? null : composition.Options[0].Code, ["B1", "B1"]), new(null, ["B99", "B1", "B99"]), new("", []),
    ];

    private static IEnumerable<string[]> Subsets(string[] of) => Enumerable.Range(0, 1 << of.Length).Select(bits => of.Where((_, i) => (bits >> i & 1) == 1).ToArray());

    private static string Name(BlockChoice choice) => $"{choice.Option}: {string.Join(' ', choice.Blocks.Order())}";

    public sealed record Case(Composition Composition, HashSet<string> Acquired)
    {
        public override string ToString() => System.Text.Json.JsonSerializer.Serialize(this);
    }

    /// <summary>Each block has one role, or is in none; the options also draw on the first set of electives, as 31391 does.</summary>
    private static Gen<Case> Cases() =>
        from roles in Gen.Choose(0, 7).ArrayOf(Blocks.Length)
        from shared in Gen.Choose(0, 1).ArrayOf(Blocks.Length)
        from numbers in Gen.Choose(0, 3).ArrayOf(8)
        from pairs in Gen.Choose(0, Blocks.Length - 1).ArrayOf(4)
        from switches in Gen.Choose(0, 2).ArrayOf(6)
        from acquired in Gen.Choose(0, 2).ArrayOf(Blocks.Length)
        select new Case(Build(roles, shared, numbers, pairs, switches), [.. Blocks.Where((_, i) => acquired[i] == 0)]);

    private static Composition Build(int[] roles, int[] shared, int[] numbers, int[] pairs, int[] switches)
    {
        string[] Role(int role) => [.. Blocks.Where((_, i) => roles[i] == role)];
        string[] a = Role(1), b = Role(2), first = [.. Role(3), .. a.Concat(b).Where(x => shared[Array.IndexOf(Blocks, x)] == 1)];
        var own = switches[0] == 0 ? new ElectiveRule(numbers[0] % 2, [.. Role(7), .. b], numbers[0] % 2 + numbers[1]) : null;
        OptionRule[] options = a.Length == 0 || b.Length == 0 ? [] : [new("a", "option a", a, own), new("b", "option b", b)];
        if (options.Length == 0) first = Role(3);
        BlockGroup[] groups = [.. new[] { new BlockGroup("groupe 1", Role(4)), new BlockGroup("groupe 2", Role(5)) }.Where(g => g.Blocks.Count > 0)];
        var composition = new Composition(Role(0), options, switches[1] == 0 ? null : new(numbers[2] % 3, first, switches[2] == 0 ? numbers[2] % 3 + numbers[3] : null),
            switches[3] == 0 ? null : [new(numbers[4] % 2, Role(6), numbers[4] % 2 + numbers[5] % 2, "Second choix")],
            switches[4] == 0 || groups.Length == 0 ? null : new(numbers[6] % 2, groups, numbers[6] % 2 + numbers[7] % 2));
        var placed = composition.AllBlocks();
        if (switches[5] == 0 || placed.Count == 0) return composition;
        var asked = pairs.Chunk(2).Select(p => (Block: placed[p[0] % placed.Count], Asked: placed[p[1] % placed.Count])).Where(p => p.Block != p.Asked).DistinctBy(p => p.Block);
        return composition with { Prerequisites = [.. asked.Select(p => new PrerequisiteRule(p.Block, [p.Asked]))] };
    }
}
