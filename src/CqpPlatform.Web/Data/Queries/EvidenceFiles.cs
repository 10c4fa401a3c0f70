using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>The files of grids, as they are listed and handed out.</summary>
internal static class EvidenceFiles
{
    /// <summary>By evaluation, in the order they came.</summary>
    public static async Task<ILookup<Guid, JoinedFile>> OfAsync(CqpDbContext db, IReadOnlyCollection<Guid> evaluationIds, CancellationToken ct)
    {
        var rows = await db.EvidenceFiles.Where(f => evaluationIds.Contains(f.EvaluationId)).OrderBy(f => f.AddedAt).ThenBy(f => f.Id)
            .Select(f => new { f.EvaluationId, File = new JoinedFile(f.Id, f.Name, f.Type, f.Size, f.AddedAt) }).ToListAsync(ct);
        return rows.ToLookup(r => r.EvaluationId, r => r.File);
    }

    public static async Task<IReadOnlyList<JoinedFile>> OfAsync(CqpDbContext db, Evaluation? evaluation, CancellationToken ct) =>
        evaluation is null ? [] : [.. (await OfAsync(db, [evaluation.Id], ct))[evaluation.Id]];

    public static Task<FileToRead?> ReadAsync(CqpDbContext db, Guid evaluationId, Guid fileId, CancellationToken ct) =>
        db.EvidenceFiles.Where(f => f.Id == fileId && f.EvaluationId == evaluationId).Select(f => new FileToRead(f.Name, f.Type.ContentType(), f.Content)).SingleOrDefaultAsync(ct);
}
