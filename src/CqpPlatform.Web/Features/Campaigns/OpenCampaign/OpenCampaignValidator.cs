using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Campaigns.OpenCampaign;

public sealed class OpenCampaignValidator : AbstractValidator<OpenCampaignInput>
{
    public OpenCampaignValidator()
    {
        RuleFor(x => x.CertificationCode).NotEmpty().WithMessage("Choisissez la certification.");
        RuleFor(x => x.Name).NotEmpty().WithMessage("Donnez un nom à la campagne.")
            .PrintedLine("Nom de la campagne", Campaign.NameMaxLength);
        RuleFor(x => x.EnrolmentClosesOn).NotNull().WithMessage("Indiquez la clôture des inscriptions, au format JJ/MM/AAAA.");
        RuleFor(x => x.EvaluationDueOn).NotNull().WithMessage("Indiquez la date limite de remise des évaluations, au format JJ/MM/AAAA.");
        RuleFor(x => x.JuryOn).NotNull().WithMessage("Indiquez la date du jury, au format JJ/MM/AAAA.");
        RuleFor(x => x.ClosesOn).NotNull().WithMessage("Indiquez la date de clôture, au format JJ/MM/AAAA.");
        RuleFor(x => x.OrganisationIds).NotEmpty().WithMessage(CampaignErrors.NoOrganisation.Message);
    }
}
