using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries.Deliberation;

namespace CqpPlatform.Web.Features.Juries.Components;

/// <summary>Shape, colour and words of a block in the table, the tabs and the file: outline = proposed, full = decided, diamond = to deliberate.</summary>
public static class CellMarks
{
    public static (string Icon, Tone Tone, string Words) Mark(this BlockCell cell) => cell.State switch
    {
        CellState.OutOfChoice => ("", Tone.None, "hors du choix"),
        CellState.OutOfAppeal => ("", Tone.None, "non validé, hors du recours"),
        CellState.Acquired => ("s-had", Tone.None, cell.AcquiredOn is { } on ? $"acquis le {FrenchFormat.Date(on)}" : "acquis antérieurement"),
        CellState.Proposed => cell.Proposed!.Value.Mark(),
        CellState.Decided => cell.Decided switch
        {
            Outcome.Validated => ("d-yes", Tone.Ok, "décidé, validé"),
            Outcome.NotValidated => ("d-no", Tone.Late, "décidé, non validé"),
            Outcome.Adjourned => ("pause", Tone.Wait, "décidé, ajourné"),
            _ => throw new InvalidOperationException($"Unknown outcome {cell.Decided}"),
        },
        _ => throw new InvalidOperationException($"Unknown state {cell.State}"),
    };

    public static (string Icon, Tone Tone, string Words) Mark(this ProposalOutcome proposal) => proposal switch
    {
        ProposalOutcome.Validated => ("p-yes", Tone.Ok, "proposé validé"),
        ProposalOutcome.NotValidated => ("p-no", Tone.Late, "proposé non validé"),
        ProposalOutcome.ToDeliberate => ("p-ask", Tone.Wait, "à délibérer"),
        _ => throw new InvalidOperationException($"Unknown proposal {proposal}"),
    };
}
