using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Accounts.NewPassword;

public sealed class NewPasswordInput
{
    /// <summary>The present password, and the code the account has.</summary>
    public string? Current { get; set; }
    public string? Code { get; set; }
    public string? Password { get; set; }
    public string? Repeated { get; set; }

    public FieldErrors Check() => Password == Repeated ? FieldErrors.None : FieldErrors.Of(new FieldError("Repeated", "Les deux mots de passe diffèrent : saisissez deux fois le même."));
}
