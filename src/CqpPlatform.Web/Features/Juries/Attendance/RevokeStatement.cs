using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Attendance;

public sealed record RevokeStatementInput(Guid SessionId, Guid MemberId, string? Reason);

/// <summary>Takes a declaration back: its member theirs, the certifier one received by mistake.</summary>
public sealed class RevokeStatement(JurySessionWork work, RevokeStatementValidator validator)
{
    public async Task<Result> ExecuteAsync(RevokeStatementInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var (actor, session) = (opened.Unit.Actor, opened.Context.Session);
        if (!actor.Role.Grants(Permission.ManageJury) && session.MemberOf(actor)?.Id != input.MemberId) return SecurityErrors.NotAllowed;
        if (session.RevokeStatement(input.MemberId, input.Reason!, opened.Unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(input.Reason!.Trim(), ct);
    }
}

public sealed class RevokeStatementValidator : AbstractValidator<RevokeStatementInput>
{
    public RevokeStatementValidator() =>
        RuleFor(x => x.Reason).NotEmpty().WithMessage("Indiquez pourquoi la déclaration ne tient plus.").PrintedProse("Motif", ImpartialityStatement.ReasonMaxLength);
}
