using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Importing;

/// <summary>Drops a fiche that will not be a draft; the file still has it.</summary>
public sealed class DiscardFiche(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialImports.SingleOrDefaultAsync(i => i.Id == importId, ct) is not { } import) return SecurityErrors.NotFound;
        unit.Db.Remove(import);
        return await unit.SaveAsync(ct: ct);
    }
}
