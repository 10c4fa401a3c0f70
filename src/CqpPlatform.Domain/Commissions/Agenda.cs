namespace CqpPlatform.Domain.Commissions;

/// <summary>The time an oral takes of its examiners, with the extra time its candidate is granted.</summary>
public sealed record Hearing(Oral Oral, string? Adaptations)
{
    private int Minutes => Oral.MinutesFor(Oral.DurationMinutes ?? Oral.UsualMinutes, Adaptations);
    // Not a time of day: an oral may end past midnight.
    private TimeSpan From => Oral.StartsAt.ToTimeSpan();
    private TimeSpan End => From + TimeSpan.FromMinutes(Minutes);

    public TimeOnly Until => Oral.StartsAt.AddMinutes(Minutes);
    public bool Overlaps(Hearing other) => From < other.End && other.From < End;
}

/// <summary>Who hears whom when, on one date and in every campaign: an examiner hears one candidate at a time.</summary>
public sealed class Agenda(IEnumerable<Hearing> hearings)
{
    private readonly List<Hearing> hearings = [.. hearings.OrderBy(h => h.Oral.StartsAt)];

    public Agenda() : this([]) { }

    internal void Add(Hearing hearing) => hearings.Add(hearing);

    /// <returns>What one of these examiners hears during this oral; null where they are free, or where nobody is heard any more: its candidate has withdrawn.</returns>
    internal Hearing? During(Guid oralId, Guid examinerId) => hearings.Find(h => h.Oral.Id == oralId) is { } wanted ? During(wanted, examinerId) : null;

    internal Hearing? During(Hearing wanted, params IReadOnlyList<Guid> examiners) =>
        hearings.Find(h => h.Oral.Id != wanted.Oral.Id && h.Overlaps(wanted) && examiners.Any(h.Oral.HeardBy));
}
