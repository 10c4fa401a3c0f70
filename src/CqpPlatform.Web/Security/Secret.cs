using System.Security.Cryptography;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security;

/// <summary>What a link or a key carries, and the database keeps hashed. It is random: there is nothing to guess, so its hash need not be slow.</summary>
public static class Secret
{
    public const int LinkBytes = 24, KeyBytes = 32;

    public static string New(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
    public static string Hash(string secret) => Sha256Hex.Of(secret);
}
