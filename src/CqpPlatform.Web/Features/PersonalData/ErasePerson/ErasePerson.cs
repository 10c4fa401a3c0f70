using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.ErasePerson;

/// <param name="Reason">Kept in the register of erasures, which names nobody.</param>
public sealed record ErasePersonInput(Guid CandidateId, string Reason);

public sealed class ErasePersonValidator : AbstractValidator<ErasePersonInput>
{
    public ErasePersonValidator() => RuleFor(i => i.Reason).NotEmpty().WithMessage(ErasureErrors.ReasonRequired.Message).Prose("Motif", Erasure.ReasonMaxLength);
}

/// <summary>Erases at the person's request all that no duty keeps (article 17 RGPD).</summary>
public sealed class ErasePerson(WorkFactory work, ErasePersonValidator validator)
{
    public async Task<Result<ErasureReach>> ExecuteAsync(ErasePersonInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } refused) return refused;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var found = await unit.Db.Candidates.AsNoTracking().Where(c => c.Id == input.CandidateId).Select(c => new { c.ErasedAt }).SingleOrDefaultAsync(ct);
        if (found is null) return SecurityErrors.NotFound;
        if (found.ErasedAt is not null) return ErasureErrors.AlreadyErased;

        var held = (await HeldFiles.ReadAsync(unit.Db, input.CandidateId, ct)).Single();
        var reach = held.OnRequest(await unit.ScheduleAsync(ct), unit.Today);
        if (reach.Refused) return reach;
        if (await PersonEraser.EraseAsync(unit, input.CandidateId, reach.Value, ErasureGround.Request, input.Reason, ct) is { Refused: true } lost) return lost;
        await transaction.CommitAsync(ct);
        return reach;
    }
}
