namespace CqpPlatform.Domain.Referentials;

public enum ChangeKind { Added, Removed, Changed, Moved }

/// <summary>One difference between two versions.</summary>
/// <param name="Label">« C8.1, critères ».</param>
/// <param name="Before">The old wording; null when it is new.</param>
/// <param name="After">The new wording; null when it is gone.</param>
public sealed record ReferentialChange(string Label, ChangeKind Kind, string? Before, string? After)
{
    /// <summary>Word by word.</summary>
    public IReadOnlyList<WordPart> Words() => Kind == ChangeKind.Moved ? [new(WordChange.Kept, After!)] : WordDiff.Between(Before ?? "", After ?? "");
}

/// <param name="Kind">Added or Removed where the whole section is, such as a block.</param>
public sealed record ComparedSection(string Section, string Title, ChangeKind Kind, IReadOnlyList<ReferentialChange> Changes);

/// <summary>What differs between two versions, in the order of the document; the names of the versions themselves are left out.</summary>
public sealed record ReferentialComparison(IReadOnlyList<ComparedSection> Sections)
{
    // Below this share of common words, a line is another line rather than a reworded one.
    private const double SameLine = 0.35;

    public int Count => Sections.Sum(s => s.Changes.Count);

    public static ReferentialComparison Of(Referential from, Referential to)
    {
        var sections = new List<ComparedSection>();
        var (old, now) = (ReferentialOutline.Of(from), ReferentialOutline.Of(to));
        AddOrder(sections, from, to);
        foreach (var name in now.Concat(old).Select(l => l.Section).Distinct())
        {
            var (before, after) = (In(old, name), In(now, name));
            var changes = after.Keys.Concat(before.Keys).Distinct().SelectMany(key => Lines(before.GetValueOrDefault(key), after.GetValueOrDefault(key))).ToList();
            var kind = before.Count == 0 ? ChangeKind.Added : after.Count == 0 ? ChangeKind.Removed : ChangeKind.Changed;
            if (changes.Count > 0) sections.Add(new(name, ReferentialOutline.Title(name, from, to), kind, changes));
        }
        return new(sections);
    }

    private static void AddOrder(List<ComparedSection> sections, Referential from, Referential to)
    {
        var changes = Texts("Blocs", [.. from.Blocks.Select(b => b.Code)], [.. to.Blocks.Select(b => b.Code)]).ToList();
        if (changes.Count > 0) sections.Add(new("blocs", "Liste des blocs", ChangeKind.Changed, changes));
    }

    private static Dictionary<string, OutlineLine> In(IReadOnlyList<OutlineLine> lines, string section) =>
        // A draft may bear a code twice; its first bearer is compared, and the draft cannot be published anyway.
        lines.Where(l => l.Section == section).DistinctBy(l => l.Key).ToDictionary(l => l.Key);

    private static IEnumerable<ReferentialChange> Lines(OutlineLine? before, OutlineLine? after) =>
        Texts((after ?? before)!.Label, before?.Texts ?? [], after?.Texts ?? []);

    /// <summary>Two lists laid side by side: what stays, what moves, what is reworded, what comes and what goes.</summary>
    private static IEnumerable<ReferentialChange> Texts(string label, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var gone = Unmatched(before, after);
        var come = Unmatched(after, before);
        foreach (var moved in Moved(before, after, gone, come)) yield return new(label, ChangeKind.Moved, moved, moved);
        var single = before.Count <= 1 && after.Count <= 1;
        foreach (var old in gone.ToList())
        {
            if (come.Find(now => single || WordDiff.Likeness(old, now) >= SameLine) is not { } now) continue;
            gone.Remove(old);
            come.Remove(now);
            yield return new(label, ChangeKind.Changed, old, now);
        }
        foreach (var old in gone) yield return new(label, ChangeKind.Removed, old, null);
        foreach (var now in come) yield return new(label, ChangeKind.Added, null, now);
    }

    private static List<string> Unmatched(IReadOnlyList<string> texts, IReadOnlyList<string> others)
    {
        var left = others.ToList();
        return [.. texts.Where(t => !left.Remove(t))];
    }

    /// <summary>What is in both lists, yet not in the same order: all but the longest run that kept its order.</summary>
    private static List<string> Moved(IReadOnlyList<string> before, IReadOnlyList<string> after, List<string> gone, List<string> come)
    {
        List<string> old = Without(before, gone), now = Without(after, come);
        if (old.SequenceEqual(now)) return [];
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var moved = new List<string>();
        for (int i = 0, j = 0; j < now.Count;)
        {
            if (i < old.Count && old[i] == now[j]) (i, j) = (i + 1, j + 1);
            else if (i < old.Count && common[i + 1, j] >= common[i, j + 1]) i++;
            else moved.Add(now[j++]);
        }
        return moved;
    }

    private static List<string> Without(IReadOnlyList<string> texts, List<string> left)
    {
        var without = left.ToList();
        return [.. texts.Where(t => !without.Remove(t))];
    }
}
