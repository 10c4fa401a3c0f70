using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Evidence;

/// <summary>One file of the actor's own grid.</summary>
public sealed class ReadEvidence(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <param name="common">Of the grid that two examiners settle together.</param>
    public async Task<Result<FileToRead>> ExecuteAsync(Guid enrolmentId, string block, Guid fileId, bool common = false, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await unit.OpenMyGridAsync(catalogue, enrolmentId, block, ct, common);
        if (opened.Refused) return Result.From(opened.Errors);
        return await EvidenceOf.ReadAsync(unit.Db, opened.Value.Evaluation, fileId, ct);
    }
}

/// <summary>One file of any source's grid, for the certifier.</summary>
public sealed class ReadSourceEvidence(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid campaignId, Guid enrolmentId, string block, SourceKind? source, Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReopenEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var enrolment = await unit.Db.Enrolments.AsNoTracking().SingleOrDefaultAsync(e => e.Id == enrolmentId && e.CampaignId == campaignId, ct);
        if (enrolment is null || source is not { } known) return SecurityErrors.NotFound;
        var opened = await unit.OpenGridAsync(catalogue, enrolment, block, known, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        // Each examiner's own and those set aside included: the certifier answers for all of them.
        var owner = await unit.Db.EvidenceFiles.Where(f => f.Id == fileId && unit.Db.EveryGrid.Any(e => e.Id == f.EvaluationId && e.EnrolmentId == enrolmentId && e.BlockCode == block && e.Source == known))
            .Select(f => (Guid?)f.EvaluationId).SingleOrDefaultAsync(ct);
        return owner is { } id && await EvidenceFiles.ReadAsync(unit.Db, id, fileId, ct) is { } file ? file : SecurityErrors.NotFound;
    }
}

internal static class EvidenceOf
{
    public static async Task<Result<FileToRead>> ReadAsync(CqpDbContext db, Evaluation? evaluation, Guid fileId, CancellationToken ct) =>
        evaluation is not null && await EvidenceFiles.ReadAsync(db, evaluation.Id, fileId, ct) is { } file ? file : SecurityErrors.NotFound;
}
