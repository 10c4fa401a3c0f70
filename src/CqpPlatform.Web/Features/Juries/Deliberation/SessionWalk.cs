using CqpPlatform.Web.Features.Juries.Components;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>Where the keys lead: along the candidates shown, and along the blocks to decide of one candidate.</summary>
public static class SessionWalk
{
    public static BlockKey? Candidate(SessionView session, CandidateFilter filter, BlockKey? from, int step)
    {
        var rows = CandidateTable.Visible(session, filter).Where(Judged).ToList();
        var index = rows.FindIndex(r => r.EnrolmentId == from?.EnrolmentId) + step;
        if (index < 0 || index >= rows.Count) return null;
        var row = rows[index];
        // The same block where this candidate has it, so that one column can be walked down.
        return new BlockKey(row.EnrolmentId, Blocks(row).Any(b => b.Code == from?.BlockCode) ? from!.BlockCode : CandidateTable.FirstBlock(row));
    }

    public static BlockKey? Block(SessionView session, BlockKey? from, int step)
    {
        if (session.Candidates.FirstOrDefault(c => c.EnrolmentId == from?.EnrolmentId) is not { } row) return null;
        var blocks = Blocks(row).Select(b => b.Code).ToList();
        var index = blocks.IndexOf(from!.BlockCode) + step;
        return index < 0 || index >= blocks.Count ? null : new BlockKey(row.EnrolmentId, blocks[index]);
    }

    /// <summary>The next block that is wanted, after this one and round to the beginning; null when there is none but this.</summary>
    public static BlockKey? Next(SessionView session, CandidateFilter filter, BlockKey? from, Func<BlockCell, bool> wanted)
    {
        var all = CandidateTable.Visible(session, filter).SelectMany(r => Blocks(r).Select(cell => (Key: new BlockKey(r.EnrolmentId, cell.Code), Cell: cell))).ToList();
        var here = all.FindIndex(b => b.Key == from);
        return all.Skip(here + 1).Concat(all.Take(here + 1)).FirstOrDefault(b => wanted(b.Cell) && b.Key != from).Key;
    }

    private static bool Judged(CandidateRow row) => Blocks(row).Any();

    private static IEnumerable<BlockCell> Blocks(CandidateRow row) => row.Cells.Where(c => c.State is CellState.Proposed or CellState.Decided);
}
