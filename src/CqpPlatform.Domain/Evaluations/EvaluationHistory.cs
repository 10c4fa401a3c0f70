namespace CqpPlatform.Domain.Evaluations;

/// <summary>One entry as its writer meant it: a text typed in several goes is one, whatever number of times it was saved meanwhile.</summary>
public sealed record HistoryEntry(string ItemCode, LineField Field, string? Before, string? After, Guid ById, string ByName, DateTimeOffset At)
{
    internal bool SameField(HistoryEntry other) => ItemCode == other.ItemCode && Field == other.Field;
}

/// <summary>The history of a grid, and the way back through it.</summary>
public static class EvaluationHistory
{
    /// <summary>Two savings of a text closer than this are one entry.</summary>
    public static readonly TimeSpan OneGo = TimeSpan.FromMinutes(5);

    /// <summary>What became of each field, the oldest first. What was signed always ends an entry: it is read there as it was signed.</summary>
    public static IReadOnlyList<HistoryEntry> Entries(IEnumerable<EvaluationChange> changes, IEnumerable<DateTimeOffset> signedAt)
    {
        var signatures = signedAt.ToList();
        var entries = new List<HistoryEntry>();
        foreach (var change in changes.OrderBy(c => c.At).ThenBy(c => c.Id))
        {
            var entry = new HistoryEntry(change.ItemCode, change.Field, change.Before, change.After, change.ById, change.ByName, change.At);
            var last = entries.FindLastIndex(e => e.SameField(entry));
            if (last >= 0 && Continues(entries[last], entry, signatures))
            {
                entry = entry with { Before = entries[last].Before };
                entries.RemoveAt(last);
            }
            entries.Add(entry);
        }
        return entries;
    }

    // A text taken back to where it started is an entry of its own: the two together would tell nothing.
    private static bool Continues(HistoryEntry earlier, HistoryEntry later, List<DateTimeOffset> signatures) =>
        later.Field == LineField.Comment && later.ById == earlier.ById && later.At - earlier.At <= OneGo && later.After != earlier.Before
        && !signatures.Exists(s => s >= earlier.At && s <= later.At);

    /// <summary>
    /// What « Annuler la dernière saisie » takes back after a reload, the latest last: the writer's own entries that still stand since the last signature.
    /// What was taken back already is passed over; a field that somebody else wrote in since is nobody's to take back blindly.
    /// </summary>
    public static IReadOnlyList<HistoryEntry> WayBack(IReadOnlyList<HistoryEntry> entries, Guid writer, DateTimeOffset? signedAt)
    {
        var way = new List<HistoryEntry>();
        foreach (var entry in entries.Where(e => signedAt is null || e.At > signedAt))
        {
            var last = way.FindLastIndex(e => e.SameField(entry));
            if (entry.ById != writer) way.RemoveAll(e => e.SameField(entry));
            else if (last >= 0 && way[last].Before == entry.After) way.RemoveAt(last);
            else way.Add(entry);
        }
        return way;
    }
}
