using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>One file that a source joined to a grid it submitted, for the jury that judges its candidate.</summary>
public sealed class ReadJuryEvidence(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid sessionId, Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is not { } context) return SecurityErrors.NotFound;
        var of = await (
            from f in unit.Db.EvidenceFiles
            join e in unit.Db.Evaluations on f.EvaluationId equals e.Id
            where f.Id == fileId && e.Status == EvaluationStatus.Submitted
            select new { e.Id, e.EnrolmentId }).SingleOrDefaultAsync(ct);
        if (of is null || (await SessionCandidates.LoadAsync(unit.Db, context.Session, ct, of.EnrolmentId)).Count == 0) return SecurityErrors.NotFound;
        return await EvidenceFiles.ReadAsync(unit.Db, of.Id, fileId, ct) is { } file ? file : SecurityErrors.NotFound;
    }
}

public static class ReadJuryEvidenceEndpoint
{
    public static void MapJuryEvidence(this IEndpointRouteBuilder app) =>
        app.MapGet("/jury/{sessionId:guid}/pieces/{fileId:guid}", async (Guid sessionId, Guid fileId, ReadJuryEvidence read, CancellationToken ct) =>
            (await read.ExecuteAsync(sessionId, fileId, ct)).Attachment()).RequireAuthorization(nameof(Permission.ReadDeliberation)).ExcludeFromDescription();
}
