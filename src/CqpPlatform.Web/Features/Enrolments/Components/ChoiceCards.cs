using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Enrolments.Components;

/// <summary>One block as the form shows it.</summary>
public sealed record ChoiceCard(string Code, string Title, string? ReferentialTitle, BlockState State, string? Why, bool Disabled = false);

/// <summary>What the form draws of a choice of blocks: places, cards and sentences, all from the composition of the referential.</summary>
public sealed class ChoiceCards(Referential referential, BlockChoice choice, IReadOnlyList<AcquiredLine> acquired)
{
    private readonly BlockPicker picker = new(referential, acquired.Select(a => a.BlockCode).ToHashSet());

    private Composition Composition => referential.Composition;
    private OptionRule? Option => Composition.Option(choice.Option);
    private IReadOnlyList<string> ChosenElectives => [.. Composition.ElectivesFor(choice.Option).Where(choice.Blocks.Contains)];

    public int ElectivesMissing => Math.Max(0, (Composition.Electives?.Count ?? 0) - ChosenElectives.Count);
    public int Places => Composition.Common.Count + OptionPlaces + (Composition.Electives?.Count ?? 0);
    public string SlotsLabel => $"Votre choix : {choice.Blocks.Count} blocs sur {Places}".French();
    private int OptionPlaces => Option?.Blocks.Count ?? (Composition.Options.Count == 0 ? 0 : Composition.Options[0].Blocks.Count);

    public IReadOnlyList<SlotSet> Sets()
    {
        var sets = new List<SlotSet> { new(Slots(Composition.Common, Composition.Common.Count), $"{FrenchFormat.Count(Composition.Common.Count, "commun")} sur {Composition.Common.Count}") };
        if (OptionPlaces > 0)
            sets.Add(Option is { } option
                ? new(Slots(option.Blocks, OptionPlaces), $"{French.Capital(option.Title)}, {option.Blocks.Count} sur {option.Blocks.Count}")
                : new(Slots([], OptionPlaces), "Option à choisir", Missing: true));
        if (Composition.Electives is { } electives)
            sets.Add(new(Slots(ChosenElectives, electives.Count), ElectivesMissing == 0 ? $"{electives.Count} optionnels sur {electives.Count}" : $"Encore {ElectivesMissing} {(ElectivesMissing == 1 ? "bloc optionnel" : "blocs optionnels")}", ElectivesMissing > 0));
        return sets;
    }

    public IEnumerable<ChoiceCard> Common() => Composition.Common.Select(code => Acquired(code) is { } line
        ? Card(code, BlockState.Acquired, line.Sentence())
        : Card(code, BlockState.Fixed, "Obligatoire"));

    /// <summary>Those that can be taken first, then those the option took.</summary>
    public IEnumerable<ChoiceCard> Electives()
    {
        var free = Composition.ElectivesFor(choice.Option);
        return free.Select(Elective).Concat((Composition.Electives?.Among ?? []).Except(free).Select(code => Card(code, BlockState.Unavailable, $"Déjà pris par l’{Option?.Title}")));
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
        if (Option is null || other.Code == choice.Option || Composition.Electives is null) return null;
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
        var complete = Composition.Check(choice).Count == 0;
        var blocks = (complete ? choice.Blocks.Count : Places) - had.Count;
        var evaluations = complete ? choice.Blocks.Except(had).Sum(code => referential.Block(code).Evaluations.Count) : blocks * referential.Sources.Count;
        return (blocks, had, complete, evaluations);
    }

    private ChoiceCard Elective(string code)
    {
        var chosen = choice.Blocks.Contains(code);
        if (Acquired(code) is { } line)
            return chosen ? Card(code, BlockState.Acquired, line.Sentence()) : Card(code, BlockState.Free, $"Acquis le {FrenchFormat.Date(line.AcquiredOn)} : le choisir évite une évaluation".French());
        if (chosen) return Card(code, BlockState.Chosen, null);
        var others = Composition.Options.Where(o => o.Code != choice.Option && o.Blocks.Contains(code)).SelectMany(o => o.Blocks).Where(b => b != code).ToList();
        return Card(code, BlockState.Free, others.Count > 0 ? $"Possible sans {French.List(others, "ni")}" : null, disabled: ElectivesMissing == 0);
    }

    private List<Slot> Slots(IReadOnlyList<string> codes, int places) =>
        [.. codes.Select(code => new Slot(code, Acquired(code) is null ? SlotState.Taken : SlotState.Acquired)), .. Enumerable.Repeat(new Slot(null, SlotState.Free), Math.Max(0, places - codes.Count))];

    private ChoiceCard Card(string code, BlockState state, string? why, bool disabled = false)
    {
        var block = referential.Block(code);
        return new(code, block.Title, block.ReferentialTitle, state, why, disabled);
    }

    private AcquiredLine? Acquired(string code) => acquired.FirstOrDefault(a => a.BlockCode == code);
}
