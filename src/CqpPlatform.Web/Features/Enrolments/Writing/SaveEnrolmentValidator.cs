using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>A draft may be incomplete; it names its candidate, and nothing in it is too long or a social security number.</summary>
public sealed class SaveEnrolmentValidator : AbstractValidator<SaveEnrolmentInput>
{
    private const int SiretTypedMaxLength = 20, BlocksMax = 40;

    private const string ShortSiret = "SIRET\u00a0: 14 chiffres attendus. Ce nombre, qui pourrait être un numéro de sécurité sociale, n’est pas conservé.";

    /// <summary>The texts of the form. A line of a file is held to the same list.</summary>
    internal static IReadOnlyList<TypedField<SaveEnrolmentInput>> Texts { get; } =
    [
        new(nameof(SaveEnrolmentInput.BirthName), "Nom de naissance", TextKind.PrintedLine, CandidateIdentity.NameMaxLength, x => x.BirthName),
        new(nameof(SaveEnrolmentInput.FirstNames), "Prénoms", TextKind.PrintedLine, CandidateIdentity.NameMaxLength, x => x.FirstNames),
        new(nameof(SaveEnrolmentInput.UsageName), "Nom d’usage", TextKind.PrintedLine, CandidateIdentity.NameMaxLength, x => x.UsageName),
        new(nameof(SaveEnrolmentInput.BirthPlace), "Commune de naissance", TextKind.PrintedLine, CandidateIdentity.PlaceMaxLength, x => x.BirthPlace),
        new(nameof(SaveEnrolmentInput.BirthInseeCode), "Code commune de naissance", TextKind.Line, 5, x => x.BirthInseeCode),
        new(nameof(SaveEnrolmentInput.Email), "Courriel", TextKind.Line, Candidate.EmailMaxLength, x => x.Email),
        new(nameof(SaveEnrolmentInput.Phone), "Téléphone", TextKind.Line, Candidate.PhoneMaxLength, x => x.Phone),
        new(nameof(SaveEnrolmentInput.Option), "Option", TextKind.Line, 40, x => x.Option),
        new(nameof(SaveEnrolmentInput.CompanySiret), "SIRET", TextKind.Line, SiretTypedMaxLength, x => x.CompanySiret) { ShortNumber = ShortSiret },
        new(nameof(SaveEnrolmentInput.CompanyName), "Nom de l’entreprise", TextKind.PrintedLine, Company.NameMaxLength, x => x.CompanyName),
        new(nameof(SaveEnrolmentInput.TutorLastName), "Nom du tuteur", TextKind.PrintedLine, Tutor.NameMaxLength, x => x.TutorLastName),
        new(nameof(SaveEnrolmentInput.TutorFirstName), "Prénom du tuteur", TextKind.PrintedLine, Tutor.NameMaxLength, x => x.TutorFirstName),
        new(nameof(SaveEnrolmentInput.TutorQuality), "Fonction du tuteur", TextKind.Line, EnrolmentContacts.QualityMaxLength, x => x.TutorQuality),
        new(nameof(SaveEnrolmentInput.TutorEmail), "Courriel du tuteur", TextKind.Line, Tutor.EmailMaxLength, x => x.TutorEmail),
        new(nameof(SaveEnrolmentInput.Adaptations), "Aménagements", TextKind.Prose, Enrolment.AdaptationsMaxLength, x => x.Adaptations),
    ];

    public SaveEnrolmentValidator()
    {
        RuleFor(x => x.Sex).NotNull().WithMessage("Choisissez la civilité.").IsInEnum();
        RuleFor(x => x.BirthName).NotEmpty().WithMessage(CandidateIdentity.BirthNameDue);
        RuleFor(x => x.FirstNames).NotEmpty().WithMessage(CandidateIdentity.FirstNamesDue);
        RuleFor(x => x.BirthDate).NotNull().WithMessage(CandidateIdentity.BirthDateDue);
        RuleFor(x => x.AccessRoute).IsInEnum();
        RuleFor(x => x.Blocks).Must(blocks => blocks.Count <= BlocksMax).WithMessage("Trop de blocs sont choisis.")
            .Must(blocks => !blocks.Any(PersonalNumber.IsIn)).WithMessage(PersonalNumber.Refusal().Message);
        RuleFor(x => x).Custom((input, context) =>
        {
            foreach (var text in Texts)
                if (text.Fault(input) is { } message) context.AddFailure(text.Property, message);
        });
    }
}
