using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Awards.Ledger;

public sealed record ProofFile(string FileName, string ContentType, byte[] Bytes);

public sealed class ReadProof(WorkFactory work)
{
    public async Task<Result<ProofFile>> ExecuteAsync(Guid id, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var file = await unit.Db.LedgerProofs.Where(p => p.Id == id && p.ErasedAt == null).Select(p => new ProofFile(p.FileName, p.ContentType, p.Bytes)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class ReadProofEndpoint
{
    /// <summary>Downloaded, never opened in place: it is somebody else's file.</summary>
    public static void MapReadProof(this IEndpointRouteBuilder app) => app.MapGet("/registre/preuves/{id:guid}", async (Guid id, ReadProof read, HttpContext http, CancellationToken ct) =>
    {
        var result = await read.ExecuteAsync(id, ct);
        if (result.Refused) return Results.NotFound();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(result.Value.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(result.Value.Bytes, result.Value.ContentType);
    }).RequireAuthorization(nameof(Permission.KeepLedger)).ExcludeFromDescription();
}
