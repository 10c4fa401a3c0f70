using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Operations.CreateTenant;

public sealed class CreateTenantValidator : AbstractValidator<CreateTenantInput>
{
    public CreateTenantValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(i => i.Slug).NotEmpty().WithMessage("Indiquez l’identifiant, par exemple « cpne-courtage ».").Line("Identifiant", Tenant.SlugMaxLength);
        RuleFor(i => i.Name).NotEmpty().WithMessage("Indiquez le nom d’usage du certificateur.").PrintedLine("Nom d’usage", Tenant.NameMaxLength);
        RuleFor(i => i.LegalName).NotEmpty().WithMessage("Indiquez le nom légal du certificateur.").PrintedLine("Nom légal", CertifierProfile.TextMaxLength);
        RuleFor(i => i.DocumentPrefix).NotEmpty().WithMessage("Indiquez le préfixe des numéros de documents, par exemple « CPNEC ».").Line("Préfixe", CertifierProfile.ShortTextMaxLength);
        RuleFor(i => i.Certifications).NotEmpty().WithMessage("Choisissez au moins une certification.");
        RuleFor(i => i.ManagerLastName).NotEmpty().WithMessage("Indiquez le nom du premier gestionnaire.").PrintedLine("Nom", Account.NameMaxLength);
        RuleFor(i => i.ManagerFirstName).NotEmpty().WithMessage("Indiquez le prénom du premier gestionnaire.").PrintedLine("Prénom", Account.NameMaxLength);
        RuleFor(i => i.ManagerEmail).NotEmpty().WithMessage("Indiquez le courriel du premier gestionnaire : il y reçoit son invitation.".French()).Line("Courriel", Account.EmailMaxLength);
    }
}
