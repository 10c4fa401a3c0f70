using CqpPlatform.Web.Security.SecondFactor;

namespace CqpPlatform.Web.Security;

/// <summary>How somebody shows again that it is them, before an act that binds them.</summary>
/// <param name="Code">Of the application or a recovery code, where the account has a second factor.</param>
/// <param name="Passkey">What a key answered, with the question it was asked: instead of the two others.</param>
public sealed record IdentityProof(string? Password, string? Code = null, (string CredentialJson, PasskeyQuestion Question, Uri Site)? Passkey = null)
{
    public static implicit operator IdentityProof(string password) => new(password);
}
