using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Accounts.AcceptInvitation;

public sealed class NewAccountInput
{
    public string? LastName { get; set; }
    public string? FirstName { get; set; }
    public string? Password { get; set; }

    /// <summary>The same again: what is typed cannot be read.</summary>
    public string? Repeated { get; set; }
}

public sealed class NewAccountValidator : AbstractValidator<NewAccountInput>
{
    public NewAccountValidator()
    {
        RuleFor(x => x.LastName).NotEmpty().WithMessage("Indiquez votre nom.").PrintedLine("Nom", Account.NameMaxLength);
        RuleFor(x => x.FirstName).NotEmpty().WithMessage("Indiquez votre prénom.").PrintedLine("Prénom", Account.NameMaxLength);
        RuleFor(x => x.Password).Custom((password, form) =>
        {
            // With what the two others are wrong about: the door asks the same again, and more.
            if (PasswordPolicy.Check(password, form.InstanceToValidate.LastName, form.InstanceToValidate.FirstName) is { Refused: true } weak) form.AddFailure(weak.Message);
        });
        RuleFor(x => x.Repeated).Equal(x => x.Password).WithMessage("Les deux mots de passe diffèrent : saisissez deux fois le même.");
    }
}
