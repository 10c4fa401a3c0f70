using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.EditAccount;

/// <summary>The certifier's two identifiers at the Caisse des Dépôts.</summary>
public sealed record EditAccountInput
{
    public string? ClientId { get; set; }
    public string? ContractId { get; set; }
}

public sealed class EditAccount(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(EditAccountInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var account = await unit.Db.DeclarantAccounts.SingleOrDefaultAsync(ct);
        if (account is null) unit.Db.Add(account = DeclarantAccount.Create());
        if (account.Change(input.ClientId ?? "", input.ContractId ?? "") is { Refused: true } refused) return refused;
        return await unit.SaveAsync(reason: null, ct);
    }
}

public sealed class ReadAccount(WorkFactory work)
{
    public async Task<Result<EditAccountInput>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.Db.DeclarantAccounts.Select(a => new EditAccountInput { ClientId = a.ClientId, ContractId = a.ContractId }).SingleOrDefaultAsync(ct) ?? new EditAccountInput();
    }
}
