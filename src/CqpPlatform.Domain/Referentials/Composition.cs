using System.Runtime.CompilerServices;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public enum BlockPlace { Common, Option, Group, Elective }

/// <param name="Code">« production ».</param>
/// <param name="Title">As documents write it: « option production ».</param>
/// <param name="Electives">The option's own electives, in the place of the composition's; null where it has none of its own.</param>
public sealed record OptionRule(string Code, string Title, IReadOnlyList<string> Blocks, ElectiveRule? Electives = null);

/// <summary>So many blocks among these, minus those the option took.</summary>
/// <param name="Count">Exactly that many, or that many at least where <paramref name="AtMost"/> says more.</param>
/// <param name="Title">As sentences name the set; « Blocs optionnels » unless it says otherwise.</param>
public sealed record ElectiveRule(int Count, IReadOnlyList<string> Among, int? AtMost = null, string? Title = null)
{
    public int Most() => AtMost ?? Count;
}

/// <param name="Title">« parcours entreprise ».</param>
public sealed record BlockGroup(string Title, IReadOnlyList<string> Blocks);

/// <summary>So many groups among these, each whole.</summary>
public sealed record GroupRule(int Count, IReadOnlyList<BlockGroup> Among, int? AtMost = null, string? Title = null)
{
    public int Most() => AtMost ?? Count;
}

/// <summary>The block is taken with these, or once they are acquired.</summary>
public sealed record PrerequisiteRule(string Block, IReadOnlyList<string> Requires);

/// <summary>What a candidate chose: an option where there are some, and every block, common ones included.</summary>
public sealed record BlockChoice(string? Option, IReadOnlyList<string> Blocks)
{
    /// <summary>Equal when they say the same: a record compares its lists by reference.</summary>
    public static IEqualityComparer<BlockChoice> ByContent { get; } = EqualityComparer<BlockChoice>.Create(
        (one, other) => one!.Option == other!.Option && one.Blocks.SequenceEqual(other.Blocks), choice => HashCode.Combine(choice.Option, choice.Blocks.Count, choice.Blocks.Count > 0 ? choice.Blocks[^1] : null));
}

/// <summary>Electives as they stand for one option.</summary>
/// <param name="Blocks">Without those the option took.</param>
/// <param name="Among">With them.</param>
public sealed record ElectiveSet(string Title, int Least, int Most, IReadOnlyList<string> Blocks, IReadOnlyList<string> Among)
{
    public string Wanted => CompositionWords.Wanted(Least, Most);
}

/// <summary>
/// Which blocks make the certification (docs/adr/0021): all the common ones, exactly one option, so many electives of each set, so many
/// groups, each block with its prerequisites. No two of these share a block, but an option with the electives.
/// </summary>
public sealed record Composition(
    IReadOnlyList<string> Common,
    IReadOnlyList<OptionRule> Options,
    ElectiveRule? Electives,
    IReadOnlyList<ElectiveRule>? MoreElectives = null,
    GroupRule? Groups = null,
    IReadOnlyList<PrerequisiteRule>? Prerequisites = null)
{
    /// <summary>Blocks one composition may have: their places are bits of one word.</summary>
    public const int MostBlocks = 64;

    private const int MostTries = 100_000;

    // Beside the record, since a copy made by « with » must not keep the rules of the original.
    private static readonly ConditionalWeakTable<Composition, CompositionCheck> Compiled = [];

    public IReadOnlyList<string> AllBlocks() =>
    [
        .. Common.Concat(Options.SelectMany(o => o.Blocks)).Concat((Groups?.Among ?? []).SelectMany(g => g.Blocks))
            .Concat(Rules().SelectMany(r => r.Among)).Concat(Options.SelectMany(o => o.Electives?.Among ?? [])).Distinct(),
    ];

    public OptionRule? Option(string? code) => Options.FirstOrDefault(o => o.Code == code);

    /// <summary>Every violation at once; none means the choice is valid, and costs no memory.</summary>
    /// <param name="acquired">Blocks acquired earlier: each satisfies its place even where the choice leaves it out.</param>
    public IReadOnlyList<Error> Check(BlockChoice choice, IReadOnlySet<string>? acquired = null) =>
        Compiled.GetValue(this, static c => new CompositionCheck(c)).Check(choice, acquired);

    /// <summary>The choice with the acquired blocks it left out put in the places they satisfy, in the order of the composition.</summary>
    public BlockChoice Complete(BlockChoice choice, IReadOnlySet<string> acquired)
    {
        var blocks = choice.Blocks.ToHashSet();
        blocks.UnionWith(Common.Concat(Option(choice.Option)?.Blocks ?? []).Where(acquired.Contains));
        foreach (var group in Groups?.Among ?? [])
            if (group.Blocks.Any(choice.Blocks.Contains)) blocks.UnionWith(group.Blocks.Where(acquired.Contains));
        var groups = (Groups?.Among ?? []).Where(g => !g.Blocks.Any(choice.Blocks.Contains)).Where(g => g.Blocks.All(acquired.Contains));
        var taken = (Groups?.Among ?? []).Count(g => g.Blocks.Any(choice.Blocks.Contains));
        blocks.UnionWith(groups.Take(Math.Max(0, (Groups?.Count ?? 0) - taken)).SelectMany(g => g.Blocks));
        foreach (var set in SetsFor(choice.Option))
        {
            var missing = set.Least - set.Blocks.Count(choice.Blocks.Contains);
            blocks.UnionWith(set.Blocks.Where(b => acquired.Contains(b) && !choice.Blocks.Contains(b)).Take(Math.Max(0, missing)));
        }
        return choice with { Blocks = [.. AllBlocks().Where(blocks.Contains)] };
    }

    /// <summary>What the block is in that choice; null when it has no place in it.</summary>
    public BlockPlace? PlaceOf(string block, string? option)
    {
        if (Common.Contains(block))
            return BlockPlace.Common;
        if (Option(option)?.Blocks.Contains(block) == true)
            return BlockPlace.Option;
        if (GroupOf(block) is not null)
            return BlockPlace.Group;
        return Rules(option).Any(r => r.Among.Contains(block)) ? BlockPlace.Elective : null;
    }

    public BlockGroup? GroupOf(string block) => Groups?.Among.FirstOrDefault(g => g.Blocks.Contains(block));

    /// <summary>The electives, set by set, left once the option has taken its blocks.</summary>
    public IReadOnlyList<ElectiveSet> SetsFor(string? option) =>
        [.. Rules(option).Select(r => new ElectiveSet(r.Title ?? CompositionWords.Electives, r.Count, r.Most(), [.. r.Among.Where(b => PlaceOf(b, option) == BlockPlace.Elective)], r.Among))];

    /// <summary>All the electives left once the option has taken its blocks.</summary>
    public IReadOnlyList<string> ElectivesFor(string? option) => [.. SetsFor(option).SelectMany(s => s.Blocks)];

    /// <summary>The same rules over other codes, where a block is renamed or goes.</summary>
    /// <param name="codes">Applied to each list of codes.</param>
    public Composition With(Func<IReadOnlyList<string>, IReadOnlyList<string>> codes) => this with
    {
        Common = codes(Common),
        Options = [.. Options.Select(o => o with { Blocks = codes(o.Blocks), Electives = With(o.Electives, codes) })],
        Electives = With(Electives, codes),
        MoreElectives = MoreElectives is null ? null : [.. MoreElectives.Select(e => e with { Among = codes(e.Among) })],
        Groups = Groups is null ? null : Groups with { Among = [.. Groups.Among.Select(g => g with { Blocks = codes(g.Blocks) })] },
        Prerequisites = Prerequisites is null ? null : [.. from p in Prerequisites from block in codes([p.Block]) let requires = codes(p.Requires) where requires.Count > 0 select new PrerequisiteRule(block, requires)],
    };

    private static ElectiveRule? With(ElectiveRule? rule, Func<IReadOnlyList<string>, IReadOnlyList<string>> codes) => rule is null ? null : rule with { Among = codes(rule.Among) };

    /// <summary>What the block asks to be taken with, or acquired.</summary>
    public IReadOnlyList<string> Requires(string block) => Prerequisites?.FirstOrDefault(p => p.Block == block)?.Requires ?? [];

    public IEnumerable<BlockChoice> ValidChoices() => Candidates().Where(c => Prerequisites is null || Check(c).Count == 0);

    /// <summary>The first valid choices, and whether they are all of them; looks at a hundred thousand candidates at most.</summary>
    public (IReadOnlyList<BlockChoice> Choices, bool All) FirstChoices(int most)
    {
        var (choices, tried, rules) = (new List<BlockChoice>(), 0, Compiled.GetValue(this, static c => new CompositionCheck(c)));
        foreach (var choice in Candidates())
        {
            if (choices.Count == most || tried++ == MostTries) return (choices, false);
            if (rules.MeetsPrerequisites(choice.Blocks)) choices.Add(choice);
        }
        return (choices, true);
    }

    /// <summary>False where no choice can be valid, as far as <see cref="FirstChoices"/> looks.</summary>
    public bool CanBeSatisfied() => FirstChoices(1).Choices.Count > 0;

    /// <summary>The sets of electives that hold for the option, or without one.</summary>
    internal IEnumerable<ElectiveRule> Rules(string? option = null)
    {
        if ((Option(option)?.Electives ?? Electives) is { } first)
            yield return first;
        foreach (var more in MoreElectives ?? [])
            yield return more;
    }

    /// <summary>Every choice that respects everything but the prerequisites.</summary>
    private IEnumerable<BlockChoice> Candidates()
    {
        IEnumerable<OptionRule?> options = Options.Count == 0 ? [default(OptionRule)] : [.. Options];
        // A rule nobody can satisfy is left out at once: after the others, each of their choices would be tried in vain.
        if (Groups is { } asked && asked.Count > asked.Among.Count) yield break;
        foreach (var option in options)
        {
            var sets = SetsFor(option?.Code);
            if (sets.Any(s => s.Least > s.Blocks.Count || s.Most < s.Least)) continue;
            IEnumerable<IReadOnlyList<string>> choices = [[.. Common, .. option?.Blocks ?? []]];
            if (Groups is { } groups)
                choices = Each(choices, groups.Among, groups.Count, groups.Most(), g => g.Blocks);
            foreach (var set in sets)
                choices = Each(choices, set.Blocks, set.Least, set.Most, b => [b]);
            foreach (var blocks in choices)
                yield return new BlockChoice(option?.Code, blocks);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Each<T>(IEnumerable<IReadOnlyList<string>> choices, IReadOnlyList<T> among, int least, int most, Func<T, IReadOnlyList<string>> blocks) =>
        from choice in choices
        from count in Enumerable.Range(least, Math.Max(0, Math.Min(most, among.Count) - least + 1))
        from taken in Combinations(among, count)
        select (IReadOnlyList<string>)[.. choice, .. taken.SelectMany(blocks)];

    private static IEnumerable<IReadOnlyList<T>> Combinations<T>(IReadOnlyList<T> among, int count)
    {
        if (count == 0)
            return [[]];
        return Enumerable.Range(0, Math.Max(0, among.Count - count + 1)).SelectMany(i =>
            Combinations<T>([.. among.Skip(i + 1)], count - 1).Select(tail => (IReadOnlyList<T>)[among[i], .. tail]));
    }
}
