using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Awards;

/// <summary>What a person still needs for a certification under one option.</summary>
/// <param name="Option">Code of the option; null where the certification has none.</param>
/// <param name="Missing">Common blocks and blocks of the option.</param>
/// <param name="Electives">How many more among the choices.</param>
public sealed record RemainingBlocks(string? Option, IReadOnlyList<string> Missing, int Electives, IReadOnlyList<string> ElectiveChoices)
{
    public bool IsComplete => Missing.Count == 0 && Electives == 0;
    public int Count => Missing.Count + Electives;

    /// <summary>One for each option, the nearest to completion first.</summary>
    public static IReadOnlyList<RemainingBlocks> Of(Referential referential, IReadOnlySet<string> held)
    {
        var composition = referential.Composition;
        IEnumerable<OptionRule?> options = composition.Options.Count == 0 ? [default(OptionRule)] : [.. composition.Options];
        return
        [
            .. from option in options
               let electives = composition.ElectivesFor(option?.Code)
               let missing = referential.InOrder(composition.Common.Concat(option?.Blocks ?? []).Where(b => !held.Contains(b)))
               let more = Math.Max(0, (composition.Electives?.Count ?? 0) - electives.Count(held.Contains))
               let remaining = new RemainingBlocks(option?.Code, missing, more, more == 0 ? [] : referential.InOrder(electives.Where(b => !held.Contains(b))))
               orderby remaining.Count
               select remaining,
        ];
    }

    /// <summary>« il manque BC9, et un bloc parmi BC6, BC7 et BC8 ».</summary>
    public string French() => (Missing.Count, Electives) switch
    {
        (0, 0) => "tous les blocs sont acquis",
        (_, 0) => $"il manque {Common.French.List(Missing)}",
        (0, _) => $"il manque {Among()}",
        _ => $"il manque {Common.French.List(Missing)}, et {Among()}",
    };

    private string Among() => ElectiveChoices.Count == Electives
        ? Common.French.List(ElectiveChoices)
        : $"{Common.French.Number(Electives)} bloc{(Electives > 1 ? "s" : "")} parmi {Common.French.List(ElectiveChoices)}";
}
