using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.Ledger;

public sealed record CancelLedgerLineInput(Guid LineId, string Reason);

public sealed class CancelLedgerLineValidator : AbstractValidator<CancelLedgerLineInput>
{
    public CancelLedgerLineValidator() =>
        RuleFor(i => i.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(AwardErrors.EntryReasonRequired.Message).Line("Motif", AcquiredBlock.ReasonMaxLength);
}

/// <summary>Corrects the ledger by a counter-entry: the line stays, and counts no more, nor does what was recognised from it.</summary>
public sealed class CancelLedgerLine(WorkFactory work, CancelLedgerLineValidator validator)
{
    public async Task<Result> ExecuteAsync(CancelLedgerLineInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        if (await unit.Db.AcquiredBlocks.SingleOrDefaultAsync(b => b.Id == input.LineId, ct) is not { } line) return SecurityErrors.NotFound;
        if (await unit.Db.CounterEntries.AnyAsync(c => c.AcquiredBlockId == line.Id, ct)) return AwardErrors.AlreadyCancelled;
        var entry = CounterEntry.Cancel(line, input.Reason, unit.Now);
        if (entry.Refused) return Result.From(entry.Errors);
        await unit.Db.CancelAsync(entry.Value, ct);
        if (await unit.SaveAsync(input.Reason.Trim(), ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
