using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Evaluations.Grids;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Reconciling;

/// <summary>One examiner's own grid of a block.</summary>
public sealed record ExaminerGrid(Guid EvaluationId, string Examiner, EvaluationStatus Status, GridSignature? Signature, IReadOnlyDictionary<string, LineValue> Lines)
{
    public LineValue Line(string code) => Lines.GetValueOrDefault(code) ?? LineValue.Empty;
}

/// <summary>What two examiners wrote apart, beside the grid they settle.</summary>
/// <param name="ConfirmedBy">Who confirmed it while the other has not; null for nobody.</param>
public sealed record PairView(IReadOnlyList<ExaminerGrid> Grids, string? ConfirmedBy, Guid? ConfirmedById)
{
    public bool Agrees(string code) => Grids.Select(g => g.Line(code).Rating).Distinct().Count() == 1;

    /// <summary>Each examiner's own grids of one block, in the order of their names.</summary>
    /// <param name="examiners">Only theirs; null for all there are.</param>
    public static async Task<PairView?> ReadAsync(CqpDbContext db, OpenedGrid opened, IReadOnlyCollection<Guid>? examiners, CancellationToken ct)
    {
        var (enrolmentId, block, source) = (opened.Enrolment.Id, opened.Block.Code, opened.Source);
        var grids = await db.EvaluationGrids.AsNoTracking().Include(e => e.Ratings).Include(e => e.Signatures).AsSplitQuery()
            .Where(e => e.EnrolmentId == enrolmentId && e.BlockCode == block && e.Source == source && e.ExaminerId != null && (examiners == null || examiners.Contains(e.ExaminerId.Value))).ToListAsync(ct);
        if (grids.Count == 0) return null;
        var names = await db.NamesAsync([.. grids.Select(g => g.ExaminerId!.Value)], ct);
        var common = opened.Evaluation is { IsSubmitted: false, ConfirmedById: not null } evaluation ? evaluation : null;
        return new([.. grids.Select(g => Of(g, names[g.ExaminerId!.Value])).OrderBy(g => g.Examiner, StringComparer.Ordinal)],
            common?.Signatures.Where(s => s.SignedById == common.ConfirmedById).MaxBy(s => s.SignedAt)?.SignedByName, common?.ConfirmedById);
    }

    private static ExaminerGrid Of(Evaluation grid, string name) => new(grid.Id, name, grid.Status,
        grid.Signature is { } s ? new GridSignature(s.SignedByName, s.SignedAt, s.Sha256) : null, grid.Ratings.ToDictionary(r => r.ItemCode, r => new LineValue(r.Rating, r.Comment)));
}
