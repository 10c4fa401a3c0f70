using System.Numerics;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

/// <summary>The rules of a composition as sets of bits, one a block: a valid choice is recognised without allocating, a refused one explained in full.</summary>
internal sealed class CompositionCheck
{
    private readonly Composition composition;
    private readonly IReadOnlyList<string> blocks;
    private readonly Dictionary<string, int> bits = [];
    private readonly Plan[] plans;
    private readonly ulong common;
    private readonly (BlockGroup Group, ulong Mask)[] groups;
    private readonly Needed[] prerequisites;

    public CompositionCheck(Composition composition)
    {
        this.composition = composition;
        blocks = composition.AllBlocks();
        for (var i = 0; i < blocks.Count; i++) bits[blocks[i]] = i;
        common = MaskOf(composition.Common);
        groups = [.. (composition.Groups?.Among ?? []).Select(g => (g, MaskOf(g.Blocks)))];
        prerequisites = [.. (composition.Prerequisites ?? []).Select(p => new Needed(p.Block, MaskOf([p.Block]), MaskOf(p.Requires)))];
        plans = composition.Options.Count == 0 ? [PlanOf(null)] : [.. composition.Options.Select(PlanOf)];
    }

    public IReadOnlyList<Error> Check(BlockChoice choice, IReadOnlySet<string>? acquired)
    {
        List<Error>? errors = null;
        var chosen = Chosen(choice.Blocks, ref errors);
        var had = Had(acquired);
        var held = chosen | had;
        var plan = PlanFor(choice.Option, ref errors);
        if ((common & ~held) is > 0 and var missing)
            Add(ref errors, ReferentialErrors.CommonMissing(CodesOf(missing)));
        if (plan is { Option: { } option } && (plan.Taken & ~held) is > 0 and var left)
            Add(ref errors, ReferentialErrors.OptionBlocksMissing(option, CodesOf(left)));

        // Without a valid option the rest is judged under the option that leaves the least to say.
        var judged = plan ?? Closest(chosen);
        if ((chosen & ~(judged.Required | judged.Room)) is > 0 and var strays)
            Add(ref errors, ReferentialErrors.BlockOutOfChoice(CodesOf(strays)));
        if (composition.Groups is { } rule) CheckGroups(rule, chosen, had, ref errors);
        foreach (var pool in judged.Pools) CheckPool(pool, plan is null ? pool.Whole : pool.Mask, chosen, had, ref errors);
        foreach (var prerequisite in prerequisites)
            if (prerequisite.Wanted(chosen, had) is > 0 and var wanted)
                Add(ref errors, ReferentialErrors.PrerequisiteMissing(prerequisite.Block, CodesOf(wanted)));
        return errors ?? (IReadOnlyList<Error>)[];
    }

    public bool MeetsPrerequisites(IReadOnlyList<string> choice)
    {
        var chosen = 0UL;
        for (var i = 0; i < choice.Count; i++) chosen |= bits.TryGetValue(choice[i], out var bit) ? 1UL << bit : 0;
        foreach (var prerequisite in prerequisites)
            if (prerequisite.Wanted(chosen, had: 0) != 0) return false;
        return true;
    }

    // Lambdas stand in methods of their own: where they capture, they cost memory on entry.
    private Plan Closest(ulong chosen) => plans.MinBy(p => p.Distance(chosen))!;

    private ulong Chosen(IReadOnlyList<string> choice, ref List<Error>? errors)
    {
        var (chosen, wrong) = (0UL, false);
        for (var i = 0; i < choice.Count; i++)
        {
            var bit = bits.TryGetValue(choice[i], out var place) ? 1UL << place : 0;
            wrong |= bit == 0 || (chosen & bit) != 0;
            chosen |= bit;
        }
        if (!wrong) return chosen;
        List<string> unknown = [.. choice.Where(b => !bits.ContainsKey(b)).Distinct()], twice = [.. choice.GroupBy(b => b).Where(g => g.Count() > 1).Select(g => g.Key)];
        if (unknown.Count > 0) Add(ref errors, ReferentialErrors.BlockUnknown(unknown));
        if (twice.Count > 0) Add(ref errors, ReferentialErrors.BlockDuplicate(twice));
        return chosen;
    }

    private ulong Had(IReadOnlySet<string>? acquired)
    {
        var had = 0UL;
        if (acquired is { Count: > 0 })
            for (var i = 0; i < blocks.Count; i++)
                if (acquired.Contains(blocks[i])) had |= 1UL << i;
        return had;
    }

    /// <summary>The plan of the option given; null, with an error, where there should be one.</summary>
    private Plan? PlanFor(string? code, ref List<Error>? errors)
    {
        var given = !string.IsNullOrWhiteSpace(code);
        if (composition.Options.Count == 0)
        {
            if (given) Add(ref errors, ReferentialErrors.OptionNotOffered(code!));
            return plans[0];
        }
        foreach (var plan in plans)
            if (plan.Option!.Code == code) return plan;
        Add(ref errors, given ? ReferentialErrors.OptionUnknown(code!, composition.Options) : ReferentialErrors.OptionMissing(composition.Options));
        return null;
    }

    private void CheckGroups(GroupRule rule, ulong chosen, ulong had, ref List<Error>? errors)
    {
        var (taken, filled) = (0, 0);
        foreach (var (group, mask) in groups)
        {
            if ((mask & chosen) == 0)
            {
                if ((mask & ~had) == 0) filled++;
                continue;
            }
            taken++;
            if ((mask & ~(chosen | had)) is > 0 and var missing) Add(ref errors, ReferentialErrors.GroupIncomplete(group, CodesOf(missing)));
        }
        if (taken + filled < rule.Count)
            Add(ref errors, ReferentialErrors.GroupMissing(rule, rule.Count - taken - filled, Untaken(chosen, had)));
        if (taken > rule.Most())
            Add(ref errors, ReferentialErrors.GroupTooMany(rule, Taken(chosen)));
    }

    private List<BlockGroup> Taken(ulong chosen) => [.. groups.Where(g => (g.Mask & chosen) != 0).Select(g => g.Group)];
    private List<BlockGroup> Untaken(ulong chosen, ulong had) => [.. groups.Where(g => (g.Mask & chosen) == 0 && (g.Mask & ~had) != 0).Select(g => g.Group)];

    /// <param name="open">The pool as it is told: whole while no option has taken from it.</param>
    private void CheckPool(Pool pool, ulong open, ulong chosen, ulong had, ref List<Error>? errors)
    {
        var (taken, free) = (pool.Mask & chosen, open & ~chosen);
        var count = BitOperations.PopCount(taken);
        var missing = pool.Set.Least - count - BitOperations.PopCount(free & had);
        if (missing > 0) Add(ref errors, ReferentialErrors.ElectiveMissing(pool.Set, missing, CodesOf(free & ~had)));
        if (count > pool.Set.Most) Add(ref errors, ReferentialErrors.ElectiveTooMany(pool.Set, CodesOf(taken)));
    }

    private static void Add(ref List<Error>? errors, Error error) => (errors ??= []).Add(error);

    private ulong MaskOf(IEnumerable<string> codes) => codes.Aggregate(0UL, (mask, code) => bits.TryGetValue(code, out var bit) ? mask | 1UL << bit : mask);

    private List<string> CodesOf(ulong mask) => [.. blocks.Where((_, i) => (mask >> i & 1) == 1)];

    private Plan PlanOf(OptionRule? option)
    {
        var taken = MaskOf(option?.Blocks ?? []);
        Pool[] pools = [.. composition.Rules(option?.Code).Zip(composition.SetsFor(option?.Code), (rule, set) => new Pool(set, MaskOf(set.Blocks), MaskOf(rule.Among) & ~common))];
        return new(option, taken, common | taken, pools, groups.Aggregate(0UL, (room, g) => room | g.Mask) | pools.Aggregate(0UL, (room, p) => room | p.Mask));
    }

    private sealed record Needed(string Block, ulong Mask, ulong Requires)
    {
        /// <summary>What a choice of the block lacks; nothing where it is not chosen, or was had before.</summary>
        public ulong Wanted(ulong chosen, ulong had) => (Mask & chosen & ~had) == 0 ? 0 : Requires & ~(chosen | had);
    }

    /// <param name="Whole">Before the option took its blocks.</param>
    private sealed record Pool(ElectiveSet Set, ulong Mask, ulong Whole);

    /// <summary>What one option asks.</summary>
    /// <param name="Room">Blocks that have a place without being required.</param>
    private sealed record Plan(OptionRule? Option, ulong Taken, ulong Required, Pool[] Pools, ulong Room)
    {
        /// <summary>How far a choice is from this option's electives.</summary>
        public int Distance(ulong chosen) => BitOperations.PopCount(chosen & ~(Required | Room))
            + Pools.Sum(p => BitOperations.PopCount(chosen & p.Mask) is var n && n < p.Set.Least ? p.Set.Least - n : Math.Max(0, n - p.Set.Most));
    }
}
