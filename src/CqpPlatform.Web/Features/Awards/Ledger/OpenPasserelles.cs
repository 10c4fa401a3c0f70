using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.Ledger;

/// <summary>Blocks of one certification that another's referential declares equivalent, and whether the certifier recognises them.</summary>
/// <param name="Blocks">« BC6 vaut BC4 ».</param>
public sealed record DeclaredPasserelle(string CertificationCode, string OtherReferential, IReadOnlyList<string> Blocks, bool IsOpen);

public sealed class ReadPasserelles(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<IReadOnlyList<DeclaredPasserelle>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var open = (await unit.Db.OpenPasserelles.AsNoTracking().ToListAsync(ct)).Select(p => (p.CertificationCode, p.OtherReferential)).ToHashSet();
        return
        (
            from referential in await LedgerReferentials.LastAsync(unit.Db, catalogue, ct)
            from declared in referential.Passerelles.GroupBy(p => p.OtherReferential)
            select new DeclaredPasserelle(referential.Code, declared.Key, [.. declared.Select(p => $"{p.OtherBlock} vaut {p.Block}")], open.Contains((referential.Code, declared.Key)))
        ).ToList();
    }
}

public sealed record OpenPasserellesInput(string CertificationCode, string OtherReferential, bool Open);

/// <summary>Opens or closes a recognition. What was recognised while it was open stays.</summary>
public sealed class OpenPasserelles(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result> ExecuteAsync(OpenPasserellesInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var declared = (await LedgerReferentials.LastAsync(unit.Db, catalogue, ct)).Any(r => r.Code == input.CertificationCode && r.Passerelles.Any(p => p.OtherReferential == input.OtherReferential));
        if (!declared) return SecurityErrors.NotFound;
        var known = await unit.Db.OpenPasserelles.SingleOrDefaultAsync(p => p.CertificationCode == input.CertificationCode && p.OtherReferential == input.OtherReferential, ct);
        if (input.Open && known is null) unit.Db.Add(OpenPasserelle.Create(input.CertificationCode, input.OtherReferential));
        else if (!input.Open && known is not null) unit.Db.Remove(known);
        return await unit.SaveAsync(reason: null, ct);
    }
}
