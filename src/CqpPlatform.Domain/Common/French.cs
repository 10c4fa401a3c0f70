using System.Text;

namespace CqpPlatform.Domain.Common;

/// <summary>Small French wordings that several sentences share.</summary>
public static class French
{
    private static readonly HashSet<string> SmallWords = ["a\u0300", "au", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"];

    /// <summary>« BC4, BC5 et BC6 ».</summary>
    public static string List(IReadOnlyList<string> items, string last = "et") =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}";

    /// <summary>« un », « deux »… in letters up to nine, in figures beyond.</summary>
    public static string Number(int n) => n switch
    {
        0 => "aucun",
        1 => "un",
        2 => "deux",
        3 => "trois",
        4 => "quatre",
        5 => "cinq",
        6 => "six",
        7 => "sept",
        8 => "huit",
        9 => "neuf",
        _ => n.ToString(),
    };

    /// <summary>« 4,5 »: one figure after the comma, where there is one.</summary>
    public static string Decimal(double value) => value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',');

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>LEFÈVRE Camille, on screen and on paper.</summary>
    public static string Person(string lastName, string firstName) => $"{lastName.ToUpperInvariant()} {firstName}".Trim();

    /// <summary>Camille LEFÈVRE, as a mail addresses somebody.</summary>
    public static string Addressed(string lastName, string firstName) => $"{firstName} {lastName.ToUpperInvariant()}".Trim();

    /// <summary>« OF » of « Organisme de formation », « TUT » of « Tuteur ».</summary>
    public static string Initials(string label)
    {
        // « É » stands as two characters once taken apart, and the first is the letter.
        string[] words = [.. label.Normalize(NormalizationForm.FormD).Split([' ', '\u00A0', '’', '\'', '-'], StringSplitOptions.RemoveEmptyEntries).Where(w => !SmallWords.Contains(w.ToLowerInvariant()))];
        return (words.Length > 1 ? string.Concat(words.Take(4).Select(w => w[0])) : string.Concat(words.SelectMany(w => w.Take(3)))).ToUpperInvariant();
    }

    /// <summary>« du tuteur » of « le tuteur », « de la commission » of « la commission », « d’Institut Corvalle ».</summary>
    public static string Of(string name) =>
        name.StartsWith("le ", StringComparison.Ordinal) ? "du " + name[3..] : name.StartsWith("les ", StringComparison.Ordinal) ? "des " + name[4..] : Before(name) + name;

    /// <summary>« maîtres d’apprentissage » of « Maître d’apprentissage », inside a sentence.</summary>
    public static string Plural(string label)
    {
        var end = label.IndexOf(' ') is > 0 and var space ? space : label.Length;
        return char.ToLowerInvariant(label[0]) + label[1..end] + (label[end - 1] is 's' or 'x' or 'z' ? "" : "s") + label[end..];
    }

    /// <summary>« d’« Acquis » », « de « Maîtrisé » ».</summary>
    public static string OfQuoted(string text) =>
        $"{Before(text)}«\u00A0{text}\u00A0»";

    private static string Before(string word) => word.Length > 0 && "aeiouy".Contains(char.ToLowerInvariant(word.Normalize(NormalizationForm.FormD)[0])) ? "d’" : "de ";

    /// <summary>JJ/MM/AAAA.</summary>
    public static string Date(DateOnly day) => $"{day.Day:00}/{day.Month:00}/{day.Year:0000}";
}
