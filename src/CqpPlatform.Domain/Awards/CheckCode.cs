using System.Security.Cryptography;
using System.Text;

namespace CqpPlatform.Domain.Awards;

/// <summary>
/// Eight letters and figures printed beside a document's number (40 random bits): numbers follow one another and can be guessed, a code cannot.
/// The alphabet leaves out what a hand confuses: I, L, O, U, and reads them back as what they were meant for (Crockford's base 32).
/// </summary>
public static class CheckCode
{
    public const int Length = 8;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>« 7KQ4-M2XB », as printed.</summary>
    public static string Printed(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>As typed by hand: case, spaces and dashes do not count.</summary>
    public static string Clean(string? typed) => string.Concat((typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)
        .Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));

    /// <summary>Takes the same time whatever the code, so that it cannot be found letter by letter.</summary>
    public static bool Matches(string? expected, string cleaned) =>
        expected is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(cleaned));
}
