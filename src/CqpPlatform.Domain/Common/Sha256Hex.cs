using System.Security.Cryptography;
using System.Text;

namespace CqpPlatform.Domain.Common;

/// <summary>SHA-256 as it is kept, compared and printed: 64 hexadecimal digits in lower case.</summary>
public static class Sha256Hex
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
