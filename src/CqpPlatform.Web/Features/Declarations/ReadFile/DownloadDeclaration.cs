using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.ReadFile;

public sealed record DeclarationBytes(string FileName, byte[] Bytes);

/// <summary>The file as it was validated: only valid files are kept.</summary>
public sealed class DownloadDeclaration(WorkFactory work)
{
    public async Task<Result<DeclarationBytes>> ExecuteAsync(Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var file = await unit.Db.DeclarationFiles.Where(f => f.Id == fileId && f.ErasedAt == null).Select(f => new DeclarationBytes(f.FileName, f.Bytes)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class DownloadDeclarationEndpoint
{
    public static void MapDownloadDeclaration(this IEndpointRouteBuilder app) => app.MapGet("/declarations/fichiers/{id:guid}/xml", async (Guid id, DownloadDeclaration download, HttpContext http, CancellationToken ct) =>
    {
        var result = await download.ExecuteAsync(id, ct);
        if (result.Refused) return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(result.Value.Bytes, "application/xml", result.Value.FileName);
    }).RequireAuthorization(nameof(Permission.DeclareCertified)).ExcludeFromDescription();
}
