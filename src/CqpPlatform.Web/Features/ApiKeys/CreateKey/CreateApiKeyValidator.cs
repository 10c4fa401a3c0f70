using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.ApiKeys.CreateKey;

public sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKeyInput>
{
    public CreateApiKeyValidator() =>
        RuleFor(i => i.Name).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Dites à quoi sert la clé, par exemple « Logiciel de l’Institut Corvalle ».").Line("Nom de la clé", ApiKey.NameMaxLength);
}
