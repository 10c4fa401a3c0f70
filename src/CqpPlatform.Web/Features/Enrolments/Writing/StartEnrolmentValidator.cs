using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

public sealed class StartEnrolmentValidator : AbstractValidator<StartEnrolmentInput>
{
    public StartEnrolmentValidator()
    {
        RuleFor(x => x.Sex).NotNull().WithMessage("Choisissez la civilité.").IsInEnum();
        RuleFor(x => x.BirthName).NotEmpty().WithMessage(CandidateIdentity.BirthNameDue).PrintedLine("Nom de naissance", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.FirstNames).NotEmpty().WithMessage(CandidateIdentity.FirstNamesDue).PrintedLine("Prénoms", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.UsageName).PrintedLine("Nom d’usage", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.BirthDate).NotNull().WithMessage(CandidateIdentity.BirthDateDue);
        RuleFor(x => x.BirthPlace).PrintedLine("Commune de naissance", CandidateIdentity.PlaceMaxLength);
        RuleFor(x => x.BirthInseeCode).Line("Code commune de naissance", 5);
    }
}
