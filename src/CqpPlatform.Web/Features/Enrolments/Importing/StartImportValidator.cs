using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

public sealed class StartImportValidator : AbstractValidator<StartImportInput>
{
    public StartImportValidator() => RuleFor(x => x.FileName).Line("Nom du fichier", EnrolmentImport.FileNameMaxLength);
}
