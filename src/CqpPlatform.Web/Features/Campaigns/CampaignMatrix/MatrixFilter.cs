using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Campaigns.CampaignMatrix;

/// <summary>What of a matrix is read: some of its rows, some of its columns; counts follow.</summary>
/// <param name="State">Symbol of a mark of the legend: candidates who have such a cell, late besides or not.</param>
public sealed record MatrixFilter(string? Name = null, Guid? Organisation = null, string? Block = null, SourceKind? Source = null, string? State = null)
{
    public CampaignMatrixView Of(CampaignMatrixView whole)
    {
        var words = PersonKey.Fold(Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return whole with
        {
            Blocks = [.. whole.Blocks.Where(b => Block is null || b.Code == Block).Select(b => b with { Sources = [.. b.Sources.Where(s => Source is null || s.Source == Source)] }).Where(b => b.Sources.Count > 0)],
            Groups = [.. whole.Groups.Where(g => Organisation is null || g.OrganisationId == Organisation).Select(g => g with { Rows = [.. g.Rows.Select(Columns).Where(r => Keeps(r, words))] }).Where(g => g.Rows.Count > 0)],
        };
    }

    // The very row where nothing of it is left out: it is not drawn again.
    private MatrixRow Columns(MatrixRow row) => Block is null && Source is null ? row : row with { Cells = [.. row.Cells.Where(c => (Block is null || c.BlockCode == Block) && (Source is null || c.Source == Source))] };

    private bool Keeps(MatrixRow row, string[] words) =>
        words.All(PersonKey.Fold(row.Name).Contains) && (State is null || row.Cells.Any(c => c.State != CellState.OutOfChoice && MatrixMark.AllOf(c).Any(m => m.Symbol == State)));
}
