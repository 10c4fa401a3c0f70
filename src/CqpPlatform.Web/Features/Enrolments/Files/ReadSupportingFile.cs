using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Files;

/// <summary>One joined file, for the organisation that joined it and for the certifier once the enrolment was sent.</summary>
public sealed class ReadSupportingFile(WorkFactory work)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid enrolmentId, Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        if (await unit.FindAsync(enrolmentId, ct) is null) return SecurityErrors.NotFound;
        var file = await unit.Db.SupportingFiles.Where(f => f.Id == fileId && f.EnrolmentId == enrolmentId).Select(f => new FileToRead(f.Name, f.Type.ContentType(), f.Content)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class ReadSupportingFileEndpoint
{
    public static void MapReadSupportingFile(this IEndpointRouteBuilder app) =>
        app.MapGet("/inscriptions/{enrolmentId:guid}/pieces/{fileId:guid}", async (Guid enrolmentId, Guid fileId, ReadSupportingFile read, CancellationToken ct) =>
            (await read.ExecuteAsync(enrolmentId, fileId, ct)).Attachment()).RequireAuthorization(nameof(Permission.ReadCandidates)).ExcludeFromDescription();
}
