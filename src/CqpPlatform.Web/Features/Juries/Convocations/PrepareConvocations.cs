using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Convocations;

/// <param name="Agenda">One item a line; empty gives the usual one back.</param>
public sealed record PrepareConvocationsInput(Guid SessionId, TimeOnly? StartsAt, string? Agenda);

/// <summary>Writes the hour and the agenda that the convocations tell.</summary>
public sealed class PrepareConvocations(JurySessionWork work, PrepareConvocationsValidator validator)
{
    public async Task<Result> ExecuteAsync(PrepareConvocationsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        return await WriteAsync(opened, input, ct) is { Refused: true } refused ? refused : await opened.CommitAsync(reason: null, ct);
    }

    internal static async Task<Result> WriteAsync(OpenedJurySession opened, PrepareConvocationsInput input, CancellationToken ct)
    {
        var (unit, context) = (opened.Unit, opened.Context);
        // What is left as the session makes it stays so: it follows the number of candidates.
        var usual = ConvocationLetters.Usual(context, (await SessionCandidates.LoadAsync(unit.Db, context.Session, ct)).Count);
        var lines = ConvocationLetters.Lines(input.Agenda);
        return context.Session.Prepare(input.StartsAt, lines.SequenceEqual(usual) ? null : string.Join('\n', lines));
    }
}

public sealed class PrepareConvocationsValidator : AbstractValidator<PrepareConvocationsInput>
{
    public const int LineMaxLength = 300;

    public PrepareConvocationsValidator()
    {
        RuleFor(x => x.StartsAt).NotNull().WithMessage(JuryErrors.HourMissing.Message);
        RuleFor(x => x.Agenda).Custom((agenda, context) =>
        {
            var fault = TypedText.Fault(TextKind.PrintedProse, "Ordre du jour", agenda, JurySession.AgendaMaxLength)
                ?? ConvocationLetters.Lines(agenda).Select(line => TypedText.Fault(TextKind.PrintedLine, "Ordre du jour", line, LineMaxLength)).FirstOrDefault(f => f is not null);
            if (fault is not null) context.AddFailure(fault);
        });
    }
}
