using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using FluentValidation;

namespace CqpPlatform.Web.Features.Awards.EditMentions;

public sealed class EditMentionsValidator : AbstractValidator<EditMentionsInput>
{
    public EditMentionsValidator()
    {
        RuleFor(i => i.LegalName).Text("le nom légal du certificateur", CertifierProfile.TextMaxLength);
        RuleFor(i => i.City).Text("le lieu de délivrance", CertifierProfile.ShortTextMaxLength);
        RuleFor(i => i.SignatoryName).Text("le nom du signataire", CertifierProfile.ShortTextMaxLength);
        RuleFor(i => i.SignatoryQuality).Text("la qualité du signataire", CertifierProfile.ShortTextMaxLength);
        // An act may still be unknown: it is required when a document needs it.
        RuleForEach(i => i.Acts).ChildRules(act => act.RuleFor(a => a.LegalAct)
            .MaximumLength(CertifierProfile.TextMaxLength).WithMessage($"L’acte d’enregistrement dépasse {CertifierProfile.TextMaxLength} caractères.")
            .WithoutPersonalNumber());
    }
}

internal static class MentionRules
{
    public static void Text(this IRuleBuilderInitial<EditMentionsInput, string?> rule, string name, int limit) => rule.Cascade(CascadeMode.Stop)
        .Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage($"Indiquez {name}.")
        .MaximumLength(limit).WithMessage($"{French.Capital(name)}\u00a0: {limit} caractères au plus.")
        .WithoutPersonalNumber();
}
