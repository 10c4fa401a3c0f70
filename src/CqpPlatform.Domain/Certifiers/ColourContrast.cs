using System.Globalization;
using System.Text.RegularExpressions;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>How well a colour stands out on white paper (WCAG 2.2, relative luminance): from 1 for white to 21 for black.</summary>
public static partial class ColourContrast
{
    /// <summary>Of text (criterion 1.4.3), and of rules and ornaments (1.4.11).</summary>
    public const double OfText = 4.5, OfShapes = 3;

    /// <summary>« #1B4B6B » as « #1b4b6b »; null for what is no colour of six hexadecimal digits.</summary>
    public static string? Clean(string? typed) => typed?.Trim() is { } text && Hexadecimal().IsMatch(text) ? "#" + text.TrimStart('#').ToLowerInvariant() : null;

    /// <param name="colour">Cleaned: « #1b4b6b ».</param>
    public static double OnWhite(string colour) => 1.05 / (0.2126 * Channel(colour, 1) + 0.7152 * Channel(colour, 3) + 0.0722 * Channel(colour, 5) + 0.05);

    private static double Channel(string colour, int at)
    {
        var value = byte.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("^#?[0-9a-fA-F]{6}$")]
    private static partial Regex Hexadecimal();
}
