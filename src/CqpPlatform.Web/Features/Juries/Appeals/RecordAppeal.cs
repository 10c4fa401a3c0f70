using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Appeals;

/// <param name="SessionId">The sealed session that is contested.</param>
public sealed record RecordAppealInput(Guid SessionId, Guid EnrolmentId, IReadOnlyList<string> Blocks, AppealAsker Asker, string? AskedBy, DateOnly? ReceivedOn, string? Ground);

/// <summary>Writes down an appeal that was received, in time or late against the day the results were told.</summary>
public sealed class RecordAppeal(JurySessionWork work, RecordAppealValidator validator)
{
    /// <returns>The appeal's id.</returns>
    public async Task<Result<Guid>> ExecuteAsync(RecordAppealInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var (unit, session) = (opened.Unit, opened.Context.Session);
        var others = await unit.Db.Appeals.Where(a => a.SessionId == session.Id).ToListAsync(ct);
        var filed = Appeal.File(session, session.ToldOn(unit.Now), others, new(input.EnrolmentId, input.Blocks, input.Asker, input.AskedBy, input.ReceivedOn, input.Ground), unit.Today, unit.Actor.Signatory, unit.Now);
        if (filed.Refused) return Result.From(filed.Errors);
        unit.Db.Appeals.Add(filed.Value);
        return await opened.CommitAsync(reason: null, ct) is { Refused: true } refused ? refused : filed.Value.Id;
    }
}

public sealed class RecordAppealValidator : AbstractValidator<RecordAppealInput>
{
    public RecordAppealValidator()
    {
        RuleFor(x => x.Asker).IsInEnum().WithMessage("Indiquez qui demande.");
        RuleFor(x => x.AskedBy).Line("Représentant", Appeal.AskedByMaxLength);
        RuleFor(x => x.Ground).Prose("Motif du recours", Appeal.GroundMaxLength);
    }
}
