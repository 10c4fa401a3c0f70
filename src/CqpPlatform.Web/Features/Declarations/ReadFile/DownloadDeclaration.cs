using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.ReadFile;

/// <summary>The file as it was validated: only valid files are kept.</summary>
public sealed class DownloadDeclaration(WorkFactory work)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var file = await unit.Db.DeclarationFiles.Where(f => f.Id == fileId && f.ErasedAt == null).Select(f => new FileToRead(f.FileName, "application/xml", f.Bytes)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class DownloadDeclarationEndpoint
{
    public static void MapDownloadDeclaration(this IEndpointRouteBuilder app) =>
        app.MapGet("/declarations/fichiers/{id:guid}/xml", async (Guid id, DownloadDeclaration download, CancellationToken ct) => (await download.ExecuteAsync(id, ct)).Attachment())
            .RequireAuthorization(nameof(Permission.DeclareCertified)).ExcludeFromDescription();
}
