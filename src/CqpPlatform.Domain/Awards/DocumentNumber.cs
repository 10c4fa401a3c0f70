using System.Text.RegularExpressions;

namespace CqpPlatform.Domain.Awards;

/// <summary>« CPNEC-2026-C-00012 »: the certifier's prefix, the year of the issue, the kind's letter, a rank. How it is written and read back is said here alone.</summary>
public static partial class DocumentNumber
{
    public const int PrefixMinLength = 2, PrefixMaxLength = 8;

    /// <summary>What a new certifier may choose. It never changes afterwards: the numbers given begin with it.</summary>
    public static bool IsPrefix(string text) => text.Length is >= PrefixMinLength and <= PrefixMaxLength && text.All(char.IsAsciiLetterUpper);

    public static string Write(string prefix, int year, DocumentKind kind, int rank) => $"{prefix}-{year}-{kind.Letter()}-{rank:00000}";

    public static bool HasPrefix(string number, string prefix) => number.StartsWith(prefix + "-", StringComparison.Ordinal);

    /// <summary>As copied by hand: capitals, no spaces, and the hyphens where they belong, whichever were typed. What is no number gains no hyphen.</summary>
    public static string Clean(string? typed)
    {
        var plain = string.Concat((typed ?? "").ToUpperInvariant().Where(c => !char.IsWhiteSpace(c)).Select(c => c is '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' ? '-' : c));
        var parts = Unhyphenated().Match(plain.Replace("-", "", StringComparison.Ordinal));
        return parts.Success && parts.Groups[1].Length is >= PrefixMinLength and <= PrefixMaxLength ? parts.Result("$1-$2-$3-$4") : plain;
    }

    [GeneratedRegex(@"^([A-Z0-9]+)([0-9]{4})([A-Z]{1,2})([0-9]{5,})\z")]
    private static partial Regex Unhyphenated();
}
