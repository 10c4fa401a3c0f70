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
    private readonly Dictionary<(string Name, DateOnly Born), Namesake> known = [];

    public PersonIndex(IEnumerable<KnownPerson> persons)
    {
        foreach (var person in persons) Add(person);
    }

    /// <summary>Also for the lines of a file among themselves, as they are read.</summary>
    public void Add(KnownPerson person)
    {
        var key = (person.Key.CompactName, person.Key.BirthDate);
        known[key] = new(person, known.GetValueOrDefault(key));
    }

    /// <summary>The likest first.</summary>
    public IReadOnlyList<PersonMatch> Find(PersonKey key, Guid? except = null)
    {
        List<PersonMatch>? found = null;
        Gather(key, key.BirthDate, swapped: false, except, ref found);
        if (Swapped(key.BirthDate) is { } other) Gather(key, other, swapped: true, except, ref found);
        return found is null or { Count: 1 } ? found ?? [] : [.. found.OrderBy(m => m.Likeness)];
    }

    private void Gather(PersonKey key, DateOnly born, bool swapped, Guid? except, ref List<PersonMatch>? found)
    {
        for (var namesake = known.GetValueOrDefault((key.CompactName, born)); namesake is not null; namesake = namesake.Next)
            if (namesake.Person.CandidateId != except && key.LikenessTo(namesake.Person.Key, swapped) is { } likeness) (found ??= []).Add(new(namesake.Person.CandidateId, likeness));
    }

    /// <summary>04/03 for 03/04; null where the swap is no other date.</summary>
    private static DateOnly? Swapped(DateOnly date) => date.Day <= 12 && date.Day != date.Month ? new DateOnly(date.Year, date.Day, date.Month) : null;

    /// <summary>The days under which whoever was born on these may be known.</summary>
    public static IReadOnlyList<DateOnly> DaysOf(IEnumerable<DateOnly> birthDates) => [.. birthDates.SelectMany(d => Swapped(d) is { } swapped ? [d, swapped] : new[] { d }).Distinct()];

    private sealed record Namesake(KnownPerson Person, Namesake? Next);
}
