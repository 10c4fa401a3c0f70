using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.PersonalData.RectifyIdentity;

public sealed class RectifyIdentityValidator : AbstractValidator<RectifyIdentityInput>
{
    public RectifyIdentityValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(i => i.BirthName).NotEmpty().WithMessage(CandidateIdentity.BirthNameDue).PrintedLine("Nom de naissance", CandidateIdentity.NameMaxLength);
        RuleFor(i => i.UsageName).PrintedLine("Nom d’usage", CandidateIdentity.NameMaxLength);
        RuleFor(i => i.FirstNames).NotEmpty().WithMessage(CandidateIdentity.FirstNamesDue).PrintedLine("Prénoms", CandidateIdentity.NameMaxLength);
        RuleFor(i => i.BirthDate).NotNull().WithMessage(CandidateIdentity.BirthDateDue);
        RuleFor(i => i.BirthPlace).NotEmpty().WithMessage(CandidateIdentity.BirthPlaceDue).PrintedLine("Commune de naissance", CandidateIdentity.PlaceMaxLength);
        RuleFor(i => i.BirthInseeCode).NotEmpty().WithMessage("Indiquez le code commune de naissance, par exemple 75113 ou 2A004.").Line("Code commune de naissance", 5);
        RuleFor(i => i.Proof).NotNull().WithMessage(RectificationErrors.ProofRequired.Message);
        RuleFor(i => i.ProofSeenOn).NotNull().WithMessage("Indiquez quand le document a été vu.");
        RuleFor(i => i.Reason).NotEmpty().WithMessage(RectificationErrors.ReasonRequired.Message).Prose("Motif", IdentityRectification.ReasonMaxLength);
    }
}
