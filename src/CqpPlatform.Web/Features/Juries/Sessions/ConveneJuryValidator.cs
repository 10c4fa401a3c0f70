using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Sessions;

public sealed class ConveneJuryValidator : AbstractValidator<ConveneJuryInput>
{
    public ConveneJuryValidator()
    {
        RuleFor(x => x.Date).NotNull().WithMessage("Indiquez la date de la séance, au format JJ/MM/AAAA.");
        RuleFor(x => x.Place).NotEmpty().WithMessage("Indiquez le lieu de la séance : il figure au procès-verbal.").PrintedLine("Lieu", JurySession.PlaceMaxLength);
    }
}

public sealed class RescheduleJuryValidator : AbstractValidator<RescheduleJuryInput>
{
    public RescheduleJuryValidator()
    {
        RuleFor(x => x.Date).NotNull().WithMessage("Indiquez la date de la séance, au format JJ/MM/AAAA.");
        RuleFor(x => x.Place).NotEmpty().WithMessage("Indiquez le lieu de la séance : il figure au procès-verbal.").PrintedLine("Lieu", JurySession.PlaceMaxLength);
    }
}
