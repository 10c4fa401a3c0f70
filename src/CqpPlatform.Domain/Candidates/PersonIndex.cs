namespace CqpPlatform.Domain.Candidates;

/// <summary>Somebody the registry already has.</summary>
public sealed record KnownPerson(Guid CandidateId, PersonKey Key);

/// <summary>Somebody the registry already has who may be the person at hand.</summary>
public sealed record PersonMatch(Guid CandidateId, Likeness Likeness);

/// <summary>
/// Finds a person again among many, by dictionary look-ups alone: ten thousand identities against a hundred thousand persons take
/// a fraction of a second. Two persons are compared only when their birth names agree, accents, hyphens and spaces apart.
/// </summary>
public sealed class PersonIndex
{
    private readonly Dictionary<(string Name, DateOnly Born), List<KnownPerson>> known = [];

    public PersonIndex(IEnumerable<KnownPerson> persons)
    {
        foreach (var person in persons) Add(person);
    }

    /// <summary>Also for the lines of a file among themselves, as they are read.</summary>
    public void Add(KnownPerson person)
    {
        var key = (person.Key.CompactName, person.Key.BirthDate);
        if (!known.TryGetValue(key, out var namesakes)) known[key] = namesakes = [];
        namesakes.Add(person);
    }

    /// <summary>The likest first.</summary>
    public IReadOnlyList<PersonMatch> Find(PersonKey key, Guid? except = null)
    {
        var found = new List<PersonMatch>();
        Gather(key.BirthDate, swapped: false);
        if (Swapped(key.BirthDate) is { } other) Gather(other, swapped: true);
        return found.Count < 2 ? found : [.. found.OrderBy(m => m.Likeness)];

        void Gather(DateOnly born, bool swapped)
        {
            if (!known.TryGetValue((key.CompactName, born), out var namesakes)) return;
            foreach (var person in namesakes)
                if (person.CandidateId != except && key.LikenessTo(person.Key, swapped) is { } likeness) found.Add(new(person.CandidateId, likeness));
        }
    }

    /// <summary>04/03 for 03/04; null where the swap is no other date.</summary>
    public static DateOnly? Swapped(DateOnly date) => date.Day <= 12 && date.Day != date.Month ? new DateOnly(date.Year, date.Day, date.Month) : null;
}
