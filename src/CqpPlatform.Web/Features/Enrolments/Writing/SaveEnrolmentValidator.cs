using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>A draft may be incomplete; it names its candidate, and nothing in it is too long or a social security number.</summary>
public sealed class SaveEnrolmentValidator : AbstractValidator<SaveEnrolmentInput>
{
    private const int SiretTypedMaxLength = 20, BlocksMax = 40;

    public SaveEnrolmentValidator()
    {
        RuleFor(x => x.Sex).NotNull().WithMessage("Choisissez la civilité.").IsInEnum();
        RuleFor(x => x.BirthName).NotEmpty().WithMessage("Indiquez le nom de naissance, tel que sur la pièce d’identité.").Typed("Nom de naissance", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.FirstNames).NotEmpty().WithMessage("Indiquez les prénoms, dans l’ordre de la pièce d’identité.").Typed("Prénoms", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.UsageName).Typed("Nom d’usage", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.BirthDate).NotNull().WithMessage("Indiquez la date de naissance, au format JJ/MM/AAAA.");
        RuleFor(x => x.BirthPlace).Typed("Commune de naissance", CandidateIdentity.PlaceMaxLength);
        RuleFor(x => x.BirthInseeCode).Typed("Code commune de naissance", 5);
        RuleFor(x => x.Email).Typed("Courriel", Candidate.EmailMaxLength);
        RuleFor(x => x.Phone).Typed("Téléphone", Candidate.PhoneMaxLength);
        RuleFor(x => x.AccessRoute).IsInEnum();
        RuleFor(x => x.Option).Typed("Option", 40);
        RuleFor(x => x.Blocks).Must(blocks => blocks.Count <= BlocksMax).WithMessage("Trop de blocs sont choisis.");
        RuleFor(x => x.CompanySiret).Typed("SIRET", SiretTypedMaxLength);
        RuleFor(x => x.CompanyName).Typed("Nom de l’entreprise", Company.NameMaxLength);
        RuleFor(x => x.TutorLastName).Typed("Nom du tuteur", Tutor.NameMaxLength);
        RuleFor(x => x.TutorFirstName).Typed("Prénom du tuteur", Tutor.NameMaxLength);
        RuleFor(x => x.TutorQuality).Typed("Fonction du tuteur", EnrolmentContacts.QualityMaxLength);
        RuleFor(x => x.TutorEmail).Typed("Courriel du tuteur", Tutor.EmailMaxLength);
        RuleFor(x => x.Adaptations).Typed("Aménagements", Enrolment.AdaptationsMaxLength);
    }
}
