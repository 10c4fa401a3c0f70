using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.Ledger;

public sealed class ReadProof(WorkFactory work)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid id, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var file = await unit.Db.LedgerProofs.Where(p => p.Id == id && p.ErasedAt == null).Select(p => new FileToRead(p.FileName, p.ContentType, p.Bytes)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}

public static class ReadProofEndpoint
{
    public static void MapReadProof(this IEndpointRouteBuilder app) => app.MapGet("/registre/preuves/{id:guid}", async (Guid id, ReadProof read, CancellationToken ct) => (await read.ExecuteAsync(id, ct)).Attachment())
        .RequireAuthorization(nameof(Permission.KeepLedger)).ExcludeFromDescription();
}
