using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Importing;

public sealed record WaitingFiche(Guid Id, string CertificationCode, string Title, string FileName, DateTimeOffset ReceivedAt);

/// <summary>Fiches received that are not yet a draft.</summary>
public sealed class ListFiches(WorkFactory work)
{
    public async Task<Result<IReadOnlyList<WaitingFiche>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.Db.ReferentialImports.OrderBy(i => i.CertificationCode).ThenByDescending(i => i.ReceivedAt)
            .Select(i => new WaitingFiche(i.Id, i.CertificationCode, i.Title, i.FileName, i.ReceivedAt)).ToListAsync(ct);
    }
}
