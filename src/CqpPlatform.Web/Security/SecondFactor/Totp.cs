using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CqpPlatform.Web.Security.SecondFactor;

/// <summary>
/// Codes of six digits that change every thirty seconds (RFC 6238, SHA-1 as every application reads it). Identity's own check accepts a code
/// twice and does not say which half minute it belongs to; here the half minute is the answer, so that a code serves once.
/// </summary>
public static class Totp
{
    public const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The half minute the code belongs to, this one or a neighbour; null where it is none of theirs.</summary>
    public static long? StepOf(string key, string code, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        // All three are always computed: the time tells nothing.
        foreach (var step in new[] { current - 1, current, current + 1 })
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(code))) found = step;
        return found;
    }

    public static string Code(string key, DateTimeOffset at) => Code(key, at.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>What the QR code says to the application.</summary>
    public static string Uri(string key, string email) =>
        $"otpauth://totp/{System.Uri.EscapeDataString("CqpPlatform")}:{System.Uri.EscapeDataString(email)}?secret={key}&issuer=CqpPlatform&digits=6&period={StepSeconds}";

    private static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238: the applications know no other hash
        var hash = HMACSHA1.HashData(Decode(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000");
    }

    private static byte[] Decode(string key)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in key)
        {
            (buffer, bits) = ((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
