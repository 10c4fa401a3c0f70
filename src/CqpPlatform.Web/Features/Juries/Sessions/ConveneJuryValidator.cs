using System.Linq.Expressions;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Sessions;

public sealed class ConveneJuryValidator : AbstractValidator<ConveneJuryInput>
{
    public ConveneJuryValidator() => this.DateAndPlace(x => x.Date, x => x.Place);
}

public sealed class RescheduleJuryValidator : AbstractValidator<RescheduleJuryInput>
{
    public RescheduleJuryValidator() => this.DateAndPlace(x => x.Date, x => x.Place);
}

internal static class SessionRules
{
    public static void DateAndPlace<T>(this AbstractValidator<T> validator, Expression<Func<T, DateOnly?>> date, Expression<Func<T, string?>> place)
    {
        validator.RuleFor(date).NotNull().WithMessage("Indiquez la date de la séance, au format JJ/MM/AAAA.");
        validator.RuleFor(place).NotEmpty().WithMessage("Indiquez le lieu de la séance : il figure au procès-verbal.").PrintedLine("Lieu", JurySession.PlaceMaxLength);
    }
}
