using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Publication;

/// <param name="On">Paris day and time; both null keep the results until an hour is chosen.</param>
public sealed record KeepResultsInput(Guid SessionId, DateOnly? On, TimeOnly? At);

/// <summary>Keeps a session's results from organisations and candidates until an hour; changed or put off until then.</summary>
public sealed class KeepResults(JurySessionWork work, KeepResultsValidator validator)
{
    public async Task<Result> ExecuteAsync(KeepResultsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        DateTimeOffset? at = input is { On: { } day, At: { } hour } ? FrenchTime.AtParis(day, hour) : null;
        if (opened.Context.Session.HoldResults(at, opened.Unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}

public sealed class KeepResultsValidator : AbstractValidator<KeepResultsInput>
{
    public KeepResultsValidator()
    {
        RuleFor(x => x.On).NotNull().When(x => x.At is not null).WithMessage("Indiquez aussi le jour.").OverridePropertyName("ResultsDate");
        RuleFor(x => x.At).NotNull().When(x => x.On is not null).WithMessage("Indiquez aussi l’heure.").OverridePropertyName("ResultsTime");
    }
}
