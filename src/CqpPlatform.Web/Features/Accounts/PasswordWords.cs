using CqpPlatform.Web.Security.Passwords;

namespace CqpPlatform.Web.Features.Accounts;

public static class PasswordWords
{
    public static string Hint { get; } = $"Au moins {PasswordPolicy.MinLength} caractères, de toute sorte : une phrase de plusieurs mots convient.";
}
