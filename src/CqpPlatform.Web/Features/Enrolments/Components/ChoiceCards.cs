using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Enrolments.Components;

/// <summary>One block as the form shows it.</summary>
public sealed record ChoiceCard(string Code, string Title, string? ReferentialTitle, BlockState State, string? Why, bool Disabled = false);

/// <summary>Blocks to choose freely among.</summary>
/// <param name="Wanted">« 2 au choix ».</param>
public sealed record ChoiceSet(string Title, string Wanted, int Missing, IReadOnlyList<ChoiceCard> Cards);

/// <summary>What the form draws of a choice of blocks: places, cards and sentences, all from the composition of the referential.</summary>
public sealed class ChoiceCards(Referential referential, BlockChoice choice, IReadOnlyList<AcquiredLine> acquired)
{
    private readonly BlockPicker picker = new(referential, acquired.Select(a => a.BlockCode).ToHashSet());

    private Composition Composition => referential.Composition;
    private OptionRule? Option => Composition.Option(choice.Option);
    private IReadOnlyList<ElectiveSet> ElectiveSets => Composition.SetsFor(choice.Option);
    private IReadOnlyList<string> ChosenElectives => [.. Composition.ElectivesFor(choice.Option).Where(choice.Blocks.Contains)];

    public int Places => Composition.Common.Count + OptionPlaces + GroupPlaces + ElectiveSets.Sum(PlacesOf);
    public string SlotsLabel => $"Votre choix : {choice.Blocks.Count} blocs sur {Places}".French();
    private int OptionPlaces => Option?.Blocks.Count ?? (Composition.Options.Count == 0 ? 0 : Composition.Options[0].Blocks.Count);

    // A group not chosen yet is counted as the smallest one left.
    private int GroupPlaces => ChosenGroups.Sum(g => g.Blocks.Count) + FreeGroups.Select(g => g.Blocks.Count).Order().Take(GroupsMissing).Sum();
    private IEnumerable<BlockGroup> Groups => Composition.Groups?.Among ?? [];
    private List<BlockGroup> ChosenGroups => [.. Groups.Where(g => g.Blocks.Any(choice.Blocks.Contains))];
    private IEnumerable<BlockGroup> FreeGroups => Groups.Except(ChosenGroups);
    private int GroupsMissing => Math.Max(0, (Composition.Groups?.Count ?? 0) - ChosenGroups.Count);

    public IReadOnlyList<SlotSet> Sets()
    {
        var sets = new List<SlotSet>();
        if (Composition.Common.Count > 0)
            sets.Add(new(Slots(Composition.Common, Composition.Common.Count), $"{FrenchFormat.Count(Composition.Common.Count, "commun")} sur {Composition.Common.Count}"));
        if (OptionPlaces > 0)
            sets.Add(Option is { } option
                ? new(Slots(option.Blocks, OptionPlaces), $"{French.Capital(option.Title)}, {option.Blocks.Count} sur {option.Blocks.Count}")
                : new(Slots([], OptionPlaces), "Option à choisir", Missing: true));
        if (Composition.Groups is { } groups)
            sets.Add(new(Slots([.. ChosenGroups.SelectMany(g => g.Blocks)], GroupPlaces), GroupsMissing == 0 ? $"{CompositionWords.Title(groups)}, {ChosenGroups.Count} sur {ChosenGroups.Count}" : $"{CompositionWords.Title(groups)}, encore {GroupsMissing}", GroupsMissing > 0));
        sets.AddRange(ElectiveSets.Select(set => new SlotSet(Slots(Chosen(set), PlacesOf(set)), LabelOf(set), Missing(set) > 0)));
        return sets;
    }

    /// <summary>What is chosen freely, set by set: groups first, then electives.</summary>
    public IReadOnlyList<ChoiceSet> ChoiceSets()
    {
        var sets = new List<ChoiceSet>();
        if (Composition.Groups is { } groups)
        {
            var full = Full(ChosenGroups.SelectMany(g => g.Blocks), ChosenGroups.Count >= groups.Most());
            sets.Add(new(CompositionWords.Title(groups), CompositionWords.Wanted(groups), GroupsMissing, [.. groups.Among.SelectMany(g => g.Blocks.Select(b => Grouped(b, g, full)))]));
        }
        sets.AddRange(Composition.SetsFor(choice.Option).Select(set => new ChoiceSet(set.Title, set.Wanted, Missing(set), [.. Electives(set)])));
        return sets;
    }

    private List<string> Chosen(ElectiveSet set) => [.. set.Blocks.Where(choice.Blocks.Contains)];
    private int Missing(ElectiveSet set) => Math.Max(0, set.Least - Chosen(set).Count);
    private int PlacesOf(ElectiveSet set) => Math.Max(set.Least, Chosen(set).Count);

    private string LabelOf(ElectiveSet set)
    {
        var (own, missing) = (set.Title != CompositionWords.Electives, Missing(set));
        if (missing == 0) return own ? $"{set.Title}, {Chosen(set).Count} sur {PlacesOf(set)}" : $"{Chosen(set).Count} optionnels sur {PlacesOf(set)}";
        return own ? $"{set.Title}, encore {missing}" : $"Encore {missing} {(missing == 1 ? "bloc optionnel" : "blocs optionnels")}";
    }

    public IEnumerable<ChoiceCard> Common() => Composition.Common.Select(code => Acquired(code) is { } line
        ? Card(code, BlockState.Acquired, line.Sentence())
        : Card(code, BlockState.Fixed, "Obligatoire"));

    /// <summary>Those that can be taken first, then those the option took.</summary>
    private IEnumerable<ChoiceCard> Electives(ElectiveSet set)
    {
        var taken = set.Among.Except(set.Blocks).Where(code => Composition.PlaceOf(code, choice.Option) == BlockPlace.Option);
        var full = Full(Chosen(set), Chosen(set).Count >= set.Most);
        return set.Blocks.Select(code => Elective(code, full)).Concat(taken.Select(code => Card(code, BlockState.Unavailable, $"Déjà pris par l’{Option?.Title}")));
    }

    public IReadOnlyList<BlockLine> OptionBlocks(OptionRule option) => [.. option.Blocks.Select(code =>
    {
        var block = referential.Block(code);
        var note = Acquired(code)?.Sentence() ?? (block.ReferentialTitle is null ? null : $"Dans le référentiel : « {block.ReferentialTitle} »".French());
        return new BlockLine(code, block.Title, note);
    })];

    /// <summary>What taking another option would free, keep and absorb.</summary>
    public string? Consequence(OptionRule other)
    {
        if (Option is null || other.Code == choice.Option || ElectiveSets.Count == 0) return null;
        var freed = Composition.ElectivesFor(other.Code).Except(Composition.ElectivesFor(choice.Option)).ToList();
        var kept = picker.KeptElectives(choice, other.Code);
        var absorbed = ChosenElectives.Except(kept).ToList();
        var sentences = new List<string>();
        if (freed.Count > 0) sentences.Add($"La choisir rendra {French.List(freed)} {(freed.Count == 1 ? "disponible" : "disponibles")} parmi les blocs optionnels.");
        if (kept.Count > 0) sentences.Add($"{French.List(kept)} {(kept.Count == 1 ? "restera choisi" : "resteront choisis")}.");
        if (absorbed.Count > 0) sentences.Add($"{French.List(absorbed)} {(absorbed.Count == 1 ? "fera" : "feront")} partie de l’option.");
        return sentences.Count == 0 ? null : string.Join(" ", sentences);
    }

    /// <summary>« À évaluer : 6 blocs… 18 évaluations. », with the blocks that are not.</summary>
    public (int Blocks, IReadOnlyList<string> Had, bool Complete, int Evaluations) ToEvaluate()
    {
        var had = choice.Blocks.Where(code => Acquired(code) is not null).ToList();
        var complete = Composition.Check(choice, acquired.Select(a => a.BlockCode).ToHashSet()).Count == 0;
        var blocks = (complete ? choice.Blocks.Count : Places) - had.Count;
        var evaluations = complete ? choice.Blocks.Except(had).Sum(code => referential.Block(code).Evaluations.Count) : blocks * referential.Sources.Count;
        return (blocks, had, complete, evaluations);
    }

    private ChoiceCard Elective(string code, string? full)
    {
        var chosen = choice.Blocks.Contains(code);
        if (Acquired(code) is { } line)
            return chosen ? Card(code, BlockState.Acquired, line.Sentence()) : Card(code, BlockState.Free, $"Acquis le {FrenchFormat.Date(line.AcquiredOn)} : le choisir évite une évaluation".French());
        if (chosen) return Card(code, BlockState.Chosen, null);
        if (Wanting(code) is { Count: > 0 } wanted) return Card(code, BlockState.Free, $"Demande {French.List(wanted)}", disabled: true);
        if (full is not null) return Card(code, BlockState.Free, full, disabled: true);
        var others = Composition.Options.Where(o => o.Code != choice.Option && o.Blocks.Contains(code)).SelectMany(o => o.Blocks).Where(b => b != code).ToList();
        return Card(code, BlockState.Free, others.Count > 0 ? $"Possible sans {French.List(others, "ni")}" : null);
    }

    private ChoiceCard Grouped(string code, BlockGroup group, string? full)
    {
        var chosen = choice.Blocks.Contains(code);
        if (chosen && Acquired(code) is { } line) return Card(code, BlockState.Acquired, line.Sentence());
        var why = group.Blocks.Count == 1 ? French.Capital(group.Title) : $"{French.Capital(group.Title)}, avec {French.List([.. group.Blocks.Where(b => b != code)])}";
        return chosen || full is null ? Card(code, chosen ? BlockState.Chosen : BlockState.Free, why) : Card(code, BlockState.Free, full, disabled: true);
    }

    /// <summary>Why no other can be taken; an acquired block cannot be given back for one.</summary>
    private string? Full(IEnumerable<string> chosen, bool full) => !full ? null
        : chosen.All(code => Acquired(code) is not null) ? "Choix complet avec les blocs déjà acquis" : "Choix complet\u00A0: retirez-en un pour le prendre";

    /// <summary>What the block asks for, and the choice and the ledger have not.</summary>
    private List<string> Wanting(string code) => [.. Composition.Requires(code).Where(r => !choice.Blocks.Contains(r) && Acquired(r) is null)];

    private List<Slot> Slots(IReadOnlyList<string> codes, int places) =>
        [.. codes.Select(code => new Slot(code, Acquired(code) is null ? SlotState.Taken : SlotState.Acquired)), .. Enumerable.Repeat(new Slot(null, SlotState.Free), Math.Max(0, places - codes.Count))];

    private ChoiceCard Card(string code, BlockState state, string? why, bool disabled = false)
    {
        var block = referential.Block(code);
        return new(code, block.Title, block.ReferentialTitle, state, why, disabled);
    }

    private AcquiredLine? Acquired(string code) => acquired.FirstOrDefault(a => a.BlockCode == code);
}
