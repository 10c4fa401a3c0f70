using System.Text;

namespace CqpPlatform.Domain.Referentials;

public enum WordChange { Kept, Removed, Added }

public sealed record WordPart(WordChange Change, string Text);

/// <summary>
/// What changed between two wordings, word by word: the longest common subsequence of words, spaces and signs. The kept and removed
/// parts together are the old wording, the kept and added parts the new one.
/// </summary>
public static class WordDiff
{
    // Beyond this many comparisons (two pages of text against two others) the old wording is shown whole, then the new one.
    private const long MostComparisons = 4_000_000;

    public static IReadOnlyList<WordPart> Between(string before, string after)
    {
        List<string> old = Words(before), now = Words(after);
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start]) start++;
        var end = 0;
        while (end < old.Count - start && end < now.Count - start && old[^(end + 1)] == now[^(end + 1)]) end++;

        var parts = new List<WordPart>();
        parts.AddRange(old.Take(start).Select(Kept));
        parts.AddRange(Middle(old[start..^end], now[start..^end]));
        parts.AddRange(old.Skip(old.Count - end).Select(Kept));
        return Gathered(parts);
    }

    /// <summary>How much of the longer wording is kept, between 0 and 1.</summary>
    public static double Likeness(string before, string after)
    {
        var longest = Math.Max(before.Length, after.Length);
        return longest == 0 ? 1 : (double)Between(before, after).Where(p => p.Change == WordChange.Kept).Sum(p => p.Text.Length) / longest;
    }

    /// <summary>The words of a text, its spaces and its signs, which together are the text. An elided word ends at its apostrophe: l’, assurance.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (int i = 0, from = 0; i < text.Length; i++)
        {
            var (here, next) = (Kind(text[i]), i + 1 < text.Length ? Kind(text[i + 1]) : 3);
            if (here == next && here != 2 || here == 0 && i + 1 < text.Length && text[i + 1] is '’' or '\'') continue;
            words.Add(text[from..(i + 1)]);
            from = i + 1;
        }
        return words;
    }

    private static int Kind(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? 0 : char.IsWhiteSpace(c) ? 1 : 2;

    private static List<WordPart> Middle(List<string> old, List<string> now)
    {
        if ((long)old.Count * now.Count > MostComparisons) return [.. old.Select(Removed), .. now.Select(Added)];

        // common[i, j]: length of the longest common subsequence of what follows i in the old and j in the new.
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var parts = new List<WordPart>();
        for (int i = 0, j = 0; i < old.Count || j < now.Count;)
        {
            if (i < old.Count && j < now.Count && old[i] == now[j])
            {
                parts.Add(Kept(old[i++]));
                j++;
            }
            else if (j == now.Count || i < old.Count && common[i + 1, j] >= common[i, j + 1]) parts.Add(Removed(old[i++]));
            else parts.Add(Added(now[j++]));
        }
        return parts;
    }

    /// <summary>Runs of one kind in one part, what goes before what comes; a mere space between two changes belongs to both.</summary>
    private static List<WordPart> Gathered(List<WordPart> parts)
    {
        var gathered = new List<WordPart>();
        StringBuilder kept = new(), removed = new(), added = new();
        for (var i = 0; i < parts.Count; i++)
        {
            var (change, text) = parts[i];
            var between = change == WordChange.Kept && string.IsNullOrWhiteSpace(text) && removed.Length + added.Length > 0 && i + 1 < parts.Count && parts[i + 1].Change != WordChange.Kept;
            if (change == WordChange.Kept && !between)
            {
                FlushChanges();
                kept.Append(text);
                continue;
            }
            Flush(kept, Kept);
            if (change == WordChange.Removed || between) removed.Append(text);
            if (change == WordChange.Added || between) added.Append(text);
        }
        FlushChanges();
        Flush(kept, Kept);
        return gathered;

        void FlushChanges()
        {
            Flush(removed, Removed);
            Flush(added, Added);
        }

        void Flush(StringBuilder text, Func<string, WordPart> part)
        {
            if (text.Length > 0) gathered.Add(part(text.ToString()));
            text.Clear();
        }
    }

    private static WordPart Kept(string text) => new(WordChange.Kept, text);
    private static WordPart Removed(string text) => new(WordChange.Removed, text);
    private static WordPart Added(string text) => new(WordChange.Added, text);
}
