using System.Globalization;
using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Documents;

/// <summary>
/// Text on its way to a legal file: composed (NFC), of visible characters only, of a length that can be laid out.
/// Refusals are collected, so that a clerk sees all of them at once.
/// </summary>
internal sealed class LegalTexts
{
    private const int LongestWord = 60;
    private const int MarksOnOneLetter = 2; // Vietnamese and Lithuanian at their worst, once composed

    private readonly List<Error> refusals = [];
    private readonly List<(string Field, string Text)> accepted = [];

    public IReadOnlyList<Error> Refusals => refusals;

    /// <summary>One line: a name, a title, a number.</summary>
    public string Line(string field, string? value, int limit = 120)
    {
        var text = Compose(value ?? "").Trim();
        if (Fault(field, text, limit) is { } refusal)
        {
            if (!refusals.Contains(refusal)) refusals.Add(refusal);
            return "";
        }
        if (text.Length > 0) accepted.Add((field, text));
        return text;
    }

    public string? Optional(string field, string? value, int limit = 120) =>
        string.IsNullOrWhiteSpace(value) ? null : Line(field, value, limit);

    /// <summary>Free prose, typed in a multi-line box: its line ends become spaces.</summary>
    public string? Prose(string field, string? value, int limit = 2000) =>
        Optional(field, value?.ReplaceLineEndings(" ").Replace('\t', ' '), limit);

    /// <summary>The refusal for characters the fonts cannot draw, found back in the fields they came from.</summary>
    public List<Error> Undrawable(IEnumerable<Rune> characters) =>
    [
        .. from character in characters.Distinct()
           from field in accepted.Where(a => Holds(a.Text, character) || Holds(PrintedFrench.Upper(a.Text), character)).Select(a => a.Field).Distinct().DefaultIfEmpty("document")
           select DocumentErrors.Character(field, character, "que les polices du document ne savent pas dessiner"),
    ];

    private static bool Holds(string text, Rune character) => text.EnumerateRunes().Contains(character);

    internal static string Compose(string value)
    {
        try
        {
            return value.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return string.Concat(value.EnumerateRunes()); // half a surrogate pair becomes U+FFFD, refused below
        }
    }

    internal static Error? Fault(string field, string text, int limit)
    {
        if (text.Length > limit) return DocumentErrors.TooLong(field, limit);
        int marks = 0, letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (rune == Rune.ReplacementChar || category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return DocumentErrors.Character(field, rune, "invisible ou interdit dans un document officiel");
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MarksOnOneLetter) return DocumentErrors.Character(field, rune, "empilé sur une même lettre");
            letters = Rune.IsLetterOrDigit(rune) ? letters + 1 : 0;
            if (letters > LongestWord) return DocumentErrors.WordTooLong(field, LongestWord);
        }
        return null;
    }
}
