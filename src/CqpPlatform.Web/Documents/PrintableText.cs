using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Documents;

/// <summary>
/// What may be typed where a document will print it. Asked at entry, so that nobody learns on the jury's day that a name typed months ago
/// cannot be drawn. Stricter than the documents themselves: a test draws every character allowed here.
/// </summary>
public static class PrintableText
{
    /// <summary>What both fonts of the templates draw in every weight, capitals included: Latin, Greek, Cyrillic, punctuation, a few signs.</summary>
    private static readonly (int First, int Last)[] Drawn =
    [
        (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC), (0x1E6, 0x1E7), (0x1EA, 0x1EB), (0x1F4, 0x1F5),
        (0x1F8, 0x1FF), (0x218, 0x21B), (0x226, 0x227), (0x259, 0x259), (0x2BB, 0x2BC), (0x300, 0x304), (0x306, 0x308), (0x30A, 0x30C), (0x323, 0x323),
        (0x327, 0x328), (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x1E02, 0x1E03),
        (0x1E0A, 0x1E11), (0x1E1E, 0x1E1F), (0x1E24, 0x1E25), (0x1E40, 0x1E41), (0x1E56, 0x1E57), (0x1E60, 0x1E63), (0x1E6A, 0x1E6D), (0x1E80, 0x1E85),
        (0x1E9E, 0x1EF9), (0x2009, 0x2009), (0x2010, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
        (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    ];

    /// <summary>Why a line of a document cannot bear this text; null where it can.</summary>
    /// <param name="label">The field, as the person knows it.</param>
    public static Error? LineFault(string label, string? text, int limit)
    {
        var line = Composed(text).Trim();
        // The documents take such a text for a model nobody filled in.
        if (line.Contains('…') || line.Contains("AAAA", StringComparison.Ordinal)) return DocumentErrors.Unfilled(label);
        return Fault(label, line, limit);
    }

    /// <summary>The same for prose, whose line ends and tabs are printed as spaces.</summary>
    public static Error? ProseFault(string label, string? text, int limit) =>
        Fault(label, Composed(text?.Replace("\r\n", " ").Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ')).Trim(), limit);

    private static string Composed(string? text) => LegalTexts.Compose(text ?? "");

    private static Error? Fault(string label, string text, int limit)
    {
        if (LegalTexts.Fault(label, text, limit) is { } fault) return fault;
        foreach (var rune in text.EnumerateRunes())
            if (!IsDrawn(rune)) return DocumentErrors.Character(label, rune, "que les polices du document ne savent pas dessiner");
        return null;
    }

    /// <summary>Every character that may be typed, for the test that draws them.</summary>
    internal static IEnumerable<Rune> All => Drawn.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(code => new Rune(code));

    // A loop and not Array.Exists: the delegate would be allocated anew for each character of ten thousand names.
    private static bool IsDrawn(Rune rune)
    {
        foreach (var (first, last) in Drawn)
            if (rune.Value >= first && rune.Value <= last) return true;
        return false;
    }
}
