namespace CqpPlatform.Domain.Candidates;

/// <summary>Names of places as they are compared: « ST-ETIENNE » is « Saint-Étienne », « Lyon 3ème » is « Lyon 3e Arrondissement ».</summary>
internal static class PlaceName
{
    private static readonly string[] Ordinals = ["er", "ere", "e", "eme", "ieme", "de"];
    private static readonly string[] Articles = ["le ", "la ", "les ", "l "];

    public static string Fold(string name) => string.Join(' ', PersonKey.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Word));

    /// <summary>Every word typed begins a word of the name; a number is one of its words.</summary>
    public static bool Holds(string folded, string[] words) => Array.TrueForAll(words, word => Begins(folded, word));

    private static bool Begins(string folded, string word)
    {
        if (word.Length == 0) return false;
        for (var i = folded.IndexOf(word, StringComparison.Ordinal); i >= 0; i = folded.IndexOf(word, i + 1, StringComparison.Ordinal))
        {
            var end = i + word.Length;
            if ((i == 0 || folded[i - 1] == ' ') && (!char.IsAsciiDigit(word[0]) || end == folded.Length || folded[end] == ' ')) return true;
        }
        return false;
    }

    /// <summary>« le mans » → « mans ».</summary>
    public static ReadOnlySpan<char> Bare(string folded)
    {
        foreach (var article in Articles)
            if (folded.StartsWith(article, StringComparison.Ordinal)) return folded.AsSpan(article.Length);
        return folded;
    }

    private static string Word(string word) => word switch
    {
        "st" => "saint",
        "ste" => "sainte",
        "arr" or "arrdt" => "arrondissement",
        _ => Number(word),
    };

    // « 3e », « 3eme » and « 03 » are all the third.
    private static string Number(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0 || (digits < word.Length && !Ordinals.Contains(word[digits..]))) return word;
        return word[..digits].TrimStart('0') is { Length: > 0 } number ? number : word;
    }
}
