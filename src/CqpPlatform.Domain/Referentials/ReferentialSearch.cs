using System.Globalization;

namespace CqpPlatform.Domain.Referentials;

/// <param name="Found">The text is what was looked for.</param>
public sealed record SearchPart(string Text, bool Found);

/// <summary>A line of the document that holds every word looked for.</summary>
public sealed record SearchHit(string Section, string Label, IReadOnlyList<SearchPart> Parts);

/// <summary>Looks for words in everything a referential says, whatever their case and accents.</summary>
public static class ReferentialSearch
{
    public const int QueryMaxLength = 100;
    private static readonly CompareInfo French = CultureInfo.GetCultureInfo("fr-FR").CompareInfo;

    public static IReadOnlyList<SearchHit> Find(Referential referential, string query)
    {
        string[] words = [.. query.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).OrderByDescending(w => w.Length)];
        if (words.Length == 0 || query.Length > QueryMaxLength) return [];
        return
        [
            .. from line in ReferentialOutline.Of(referential)
               from text in line.Texts
               where words.All(w => Next(text, 0, w) is not null)
               select new SearchHit(line.Section, line.Label, Parts(text, words)),
        ];
    }

    private static List<SearchPart> Parts(string text, string[] words)
    {
        var parts = new List<SearchPart>();
        var from = 0;
        while (words.Select(w => Next(text, from, w)).OfType<Range>().Order(Comparer<Range>.Create((a, b) => a.Start.Value - b.Start.Value)).ToList() is [var first, ..])
        {
            if (first.Start.Value > from) parts.Add(new(text[from..first.Start.Value], false));
            parts.Add(new(text[first], true));
            from = first.End.Value;
        }
        if (from < text.Length) parts.Add(new(text[from..], false));
        return parts;
    }

    private static Range? Next(string text, int from, string word) =>
        French.IndexOf(text.AsSpan(from), word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace, out var length) is >= 0 and var at && length > 0 ? (from + at)..(from + at + length) : null;
}
