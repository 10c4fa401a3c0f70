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
    public async Task<Result<FileToRead>> ExecuteAsync(Guid enrolmentId, string block, Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await unit.OpenMyGridAsync(catalogue, enrolmentId, block, ct);
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
        return await EvidenceOf.ReadAsync(unit.Db, opened.Value.Evaluation, fileId, ct);
    }
}

internal static class EvidenceOf
{
    public static async Task<Result<FileToRead>> ReadAsync(CqpDbContext db, Evaluation? evaluation, Guid fileId, CancellationToken ct) =>
        evaluation is not null && await EvidenceFiles.ReadAsync(db, evaluation.Id, fileId, ct) is { } file ? file : SecurityErrors.NotFound;
}
