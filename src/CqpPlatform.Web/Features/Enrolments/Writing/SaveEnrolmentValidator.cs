using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>A draft may be incomplete; it names its candidate, and nothing in it is too long or a social security number.</summary>
public sealed class SaveEnrolmentValidator : AbstractValidator<SaveEnrolmentInput>
{
    private const int SiretTypedMaxLength = 20, BlocksMax = 40;

    public SaveEnrolmentValidator()
    {
        RuleFor(x => x.Sex).NotNull().WithMessage("Choisissez la civilité.").IsInEnum();
        RuleFor(x => x.BirthName).NotEmpty().WithMessage("Indiquez le nom de naissance, tel que sur la pièce d’identité.").PrintedLine("Nom de naissance", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.FirstNames).NotEmpty().WithMessage("Indiquez les prénoms, dans l’ordre de la pièce d’identité.").PrintedLine("Prénoms", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.UsageName).PrintedLine("Nom d’usage", CandidateIdentity.NameMaxLength);
        RuleFor(x => x.BirthDate).NotNull().WithMessage("Indiquez la date de naissance, au format JJ/MM/AAAA.");
        RuleFor(x => x.BirthPlace).PrintedLine("Commune de naissance", CandidateIdentity.PlaceMaxLength);
        RuleFor(x => x.BirthInseeCode).Line("Code commune de naissance", 5);
        RuleFor(x => x.Email).Line("Courriel", Candidate.EmailMaxLength);
        RuleFor(x => x.Phone).Line("Téléphone", Candidate.PhoneMaxLength);
        RuleFor(x => x.AccessRoute).IsInEnum();
        RuleFor(x => x.Option).Line("Option", 40);
        RuleFor(x => x.Blocks).Must(blocks => blocks.Count <= BlocksMax).WithMessage("Trop de blocs sont choisis.");
        RuleFor(x => x.CompanySiret).Line("SIRET", SiretTypedMaxLength);
        RuleFor(x => x.CompanyName).PrintedLine("Nom de l’entreprise", Company.NameMaxLength);
        RuleFor(x => x.TutorLastName).PrintedLine("Nom du tuteur", Tutor.NameMaxLength);
        RuleFor(x => x.TutorFirstName).PrintedLine("Prénom du tuteur", Tutor.NameMaxLength);
        RuleFor(x => x.TutorQuality).Line("Fonction du tuteur", EnrolmentContacts.QualityMaxLength);
        RuleFor(x => x.TutorEmail).Line("Courriel du tuteur", Tutor.EmailMaxLength);
        RuleFor(x => x.Adaptations).Prose("Aménagements", Enrolment.AdaptationsMaxLength);
    }
}
