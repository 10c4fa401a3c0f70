using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public enum BlockPlace { Common, Option, Elective }

/// <param name="Code">« production ».</param>
/// <param name="Title">As documents write it: « option production ».</param>
public sealed record OptionRule(string Code, string Title, IReadOnlyList<string> Blocks);

/// <summary>So many blocks among these, minus those the option took.</summary>
public sealed record ElectiveRule(int Count, IReadOnlyList<string> Among);

/// <summary>What a candidate chose: an option where there are some, and every block, common ones included.</summary>
public sealed record BlockChoice(string? Option, IReadOnlyList<string> Blocks);

/// <summary>Which blocks make the certification: all the common ones, exactly one option, so many electives (product.md 3.1).</summary>
public sealed record Composition(IReadOnlyList<string> Common, IReadOnlyList<OptionRule> Options, ElectiveRule? Electives)
{
    public IReadOnlyList<string> AllBlocks() =>
        [.. Common.Concat(Options.SelectMany(o => o.Blocks)).Concat(Electives?.Among ?? []).Distinct()];

    public OptionRule? Option(string? code) => Options.FirstOrDefault(o => o.Code == code);

    /// <summary>Every violation at once; none means the choice is valid.</summary>
    /// <param name="acquired">Blocks acquired earlier: each satisfies its place even where the choice leaves it out.</param>
    public IReadOnlyList<Error> Check(BlockChoice choice, IReadOnlySet<string>? acquired = null)
    {
        var errors = new List<Error>();
        var all = AllBlocks();
        var chosen = choice.Blocks.Distinct().ToList();
        var known = all.Where(chosen.Contains).ToList();
        var held = known.Concat(acquired ?? new HashSet<string>()).ToHashSet();

        AddIfAny(errors, [.. chosen.Except(all)], ReferentialErrors.BlockUnknown);
        AddIfAny(errors, [.. choice.Blocks.GroupBy(b => b).Where(g => g.Count() > 1).Select(g => g.Key)], ReferentialErrors.BlockDuplicate);
        var option = CheckOption(choice.Option, errors);
        AddIfAny(errors, [.. Common.Where(b => !held.Contains(b))], ReferentialErrors.CommonMissing);
        if (option is not null)
            AddIfAny(errors, [.. option.Blocks.Where(b => !held.Contains(b))], missing => ReferentialErrors.OptionBlocksMissing(option, missing));

        // Without a valid option the rest is judged under the option that leaves the least to say.
        CheckRest(known, acquired, option, errors);
        return errors;
    }

    /// <summary>The choice with the acquired blocks it left out put in the places they satisfy, in the order of the composition.</summary>
    public BlockChoice Complete(BlockChoice choice, IReadOnlySet<string> acquired)
    {
        var required = Common.Concat(Option(choice.Option)?.Blocks ?? []).Where(acquired.Contains);
        var electives = ElectivesFor(choice.Option);
        var missing = (Electives?.Count ?? 0) - electives.Count(choice.Blocks.Contains);
        var filling = electives.Where(b => acquired.Contains(b) && !choice.Blocks.Contains(b)).Take(Math.Max(0, missing));
        var blocks = choice.Blocks.Concat(required).Concat(filling).ToHashSet();
        return choice with { Blocks = [.. AllBlocks().Where(blocks.Contains)] };
    }

    /// <summary>What the block is in that choice; null when it has no place in it.</summary>
    public BlockPlace? PlaceOf(string block, string? option)
    {
        if (Common.Contains(block))
            return BlockPlace.Common;
        if (Option(option)?.Blocks.Contains(block) == true)
            return BlockPlace.Option;
        return Electives?.Among.Contains(block) == true ? BlockPlace.Elective : null;
    }

    /// <summary>The electives left once the option has taken its blocks.</summary>
    public IReadOnlyList<string> ElectivesFor(string? option) =>
        [.. (Electives?.Among ?? []).Where(b => PlaceOf(b, option) == BlockPlace.Elective)];

    public IEnumerable<BlockChoice> ValidChoices()
    {
        IEnumerable<OptionRule?> options = Options.Count == 0 ? [default(OptionRule)] : [.. Options];
        foreach (var option in options)
            foreach (var electives in Combinations(ElectivesFor(option?.Code), Electives?.Count ?? 0))
                yield return new BlockChoice(option?.Code, [.. Common, .. option?.Blocks ?? [], .. electives]);
    }

    /// <summary>An acquired block keeps its place and is not evaluated again.</summary>
    public static IReadOnlyList<string> BlocksToEvaluate(BlockChoice choice, IReadOnlySet<string> acquired) =>
        [.. choice.Blocks.Where(b => !acquired.Contains(b))];

    private OptionRule? CheckOption(string? code, List<Error> errors)
    {
        var given = !string.IsNullOrWhiteSpace(code);
        if (Options.Count == 0 && given)
            errors.Add(ReferentialErrors.OptionNotOffered(code!));
        else if (Options.Count > 0 && !given)
            errors.Add(ReferentialErrors.OptionMissing(Options));
        else if (Options.Count > 0 && Option(code) is null)
            errors.Add(ReferentialErrors.OptionUnknown(code!, Options));
        return Option(code);
    }

    private void CheckRest(List<string> known, IReadOnlySet<string>? acquired, OptionRule? chosenOption, List<Error> errors)
    {
        var option = chosenOption ?? Options.MinBy(o => Math.Abs(Rest(known, o).Count - (Electives?.Count ?? 0)));
        var rest = Rest(known, option);
        var electives = ElectivesFor(option?.Code);
        var chosen = rest.Where(electives.Contains).ToList();
        AddIfAny(errors, [.. rest.Except(chosen)], ReferentialErrors.BlockOutOfChoice);
        if (Electives is null)
            return;
        var free = ElectivesFor(chosenOption?.Code).Except(known).ToList();
        var missing = Electives.Count - chosen.Count - free.Count(b => acquired?.Contains(b) == true);
        if (missing > 0)
            errors.Add(ReferentialErrors.ElectiveMissing(Electives.Count, missing, [.. free.Where(b => acquired?.Contains(b) != true)]));
        if (chosen.Count > Electives.Count)
            errors.Add(ReferentialErrors.ElectiveTooMany(Electives.Count, chosen));
    }

    private List<string> Rest(List<string> known, OptionRule? option) => [.. known.Except(Common).Except(option?.Blocks ?? [])];

    private static void AddIfAny(List<Error> errors, IReadOnlyList<string> blocks, Func<IReadOnlyList<string>, Error> error)
    {
        if (blocks.Count > 0)
            errors.Add(error(blocks));
    }

    private static IEnumerable<IReadOnlyList<string>> Combinations(IReadOnlyList<string> among, int count)
    {
        if (count == 0)
            return [[]];
        return Enumerable.Range(0, among.Count).SelectMany(i =>
            Combinations([.. among.Skip(i + 1)], count - 1).Select(tail => (IReadOnlyList<string>)[among[i], .. tail]));
    }
}
