using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Campaigns.CampaignMatrix;

/// <summary>How a state looks: shape, then word, then colour.</summary>
public sealed record MatrixMark(string Symbol, string Css, string Words)
{
    private static readonly MatrixMark Late = new("s-late", "late", "En retard");

    public static IReadOnlyList<MatrixMark> Legend { get; } =
        [.. new[] { CellState.Submitted, CellState.Draft, CellState.ToStart, CellState.Planned, CellState.Reopened }.Select(Of), Late, Of(CellState.Acquired)];

    public static MatrixMark Of(MatrixCell cell) => cell.Late ? Late : Of(cell.State);

    /// <summary>What is late is in its state too, though only the lateness is drawn.</summary>
    public static IReadOnlyList<MatrixMark> AllOf(MatrixCell cell) => cell.Late ? [Late, Of(cell.State)] : [Of(cell.State)];

    /// <summary>In words: of a grid that is to be signed again, that it is late says only half.</summary>
    public static string WordsOf(MatrixCell cell) => (cell is { Late: true, State: CellState.Reopened } ? $"{Of(cell.State).Words}, {Late.Words}" : Of(cell).Words).ToLowerInvariant();

    private static MatrixMark Of(CellState state) => state switch
    {
        CellState.Submitted => OfGrid(EvaluationStatus.Submitted, "ok"),
        CellState.Draft => OfGrid(EvaluationStatus.Draft, "acc"),
        CellState.ToStart => OfGrid(null, "none"),
        CellState.Planned => new("s-plan", "soft", "Oral planifié"),
        CellState.Reopened => OfGrid(EvaluationStatus.Reopened, "wait"),
        CellState.Acquired => new("s-had", "none", "Acquis antérieurement"),
        CellState.OutOfChoice => new("s-todo", "none", "Hors du choix"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static MatrixMark OfGrid(EvaluationStatus? status, string css) => new(status.Icon(), css, French.Capital(status.French()));

    public static string ShortOption(string option) => option.Replace("option ", "").Trim('«', '»', ' ', '\u00a0') is { Length: > 5 } word ? word[..4] + "." : option;

    /// <summary>A strong line before a group of blocks, a light one before a block.</summary>
    public static string? Edge(IReadOnlyList<MatrixBlock> blocks, MatrixBlock block, int source)
    {
        if (source > 0) return null;
        var index = blocks.ToList().IndexOf(block);
        return index == 0 ? "g b0" : blocks[index - 1].Group == block.Group ? "b" : "g";
    }
}
