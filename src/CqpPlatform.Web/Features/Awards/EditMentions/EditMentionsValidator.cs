using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Awards.EditMentions;

public sealed class EditMentionsValidator : AbstractValidator<EditMentionsInput>
{
    public EditMentionsValidator()
    {
        RuleFor(i => i.LegalName).NotEmpty().WithMessage("Indiquez le nom légal du certificateur.").PrintedLine("Nom légal du certificateur", CertifierProfile.TextMaxLength);
        RuleFor(i => i.City).NotEmpty().WithMessage("Indiquez le lieu de délivrance.").PrintedLine("Lieu de délivrance", CertifierProfile.ShortTextMaxLength);
        RuleFor(i => i.SignatoryName).NotEmpty().WithMessage("Indiquez le nom du signataire.").PrintedLine("Nom du signataire", CertifierProfile.ShortTextMaxLength);
        RuleFor(i => i.SignatoryQuality).NotEmpty().WithMessage("Indiquez la qualité du signataire.").PrintedLine("Qualité du signataire", CertifierProfile.ShortTextMaxLength);
        // An act may still be unknown: it is required when a document needs it.
        RuleForEach(i => i.Acts).ChildRules(act => act.RuleFor(a => a.LegalAct).PrintedLine("Acte d’enregistrement", CertifierProfile.TextMaxLength));
    }
}
