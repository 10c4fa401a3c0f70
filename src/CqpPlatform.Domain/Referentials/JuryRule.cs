namespace CqpPlatform.Domain.Referentials;

public enum College { Employees, Employers, Experts, TrainingOrganisation, QualifiedPersons }

/// <summary>Who presides: anyone the jury designates, one person of each paritarian college, or the qualified person.</summary>
public enum JuryPresidency { Simple, Paritarian, QualifiedPerson }

/// <summary>What carries a vote: more than half of those present or represented, or more votes for than against.</summary>
public enum JuryMajority { Absolute, Simple }

/// <summary>The jury a fiche composes for an access route.</summary>
/// <param name="Text">The fiche, word for word.</param>
/// <param name="Parity">As many members in the two paritarian colleges.</param>
/// <param name="CastingVote">The president's vote decides a tie.</param>
public sealed record JuryRule(
    string Text,
    IReadOnlyList<JurySeat> Seats,
    bool Parity,
    JuryPresidency Presidency,
    JuryMajority Majority,
    bool CastingVote)
{
    /// <summary>The colleges that must both sit: those of this jury that are paritarian.</summary>
    public IEnumerable<College> ParitarianColleges() => Seats.Select(s => s.College).Where(c => c.IsParitarian());

    public bool Votes(College college) => Seat(college)?.Votes ?? false;

    public JurySeat? Seat(College college) => Seats.FirstOrDefault(s => s.College == college);

    /// <summary>The same jury, word for word and seat for seat: routes that share it are judged together.</summary>
    public bool IsSameAs(JuryRule other) => this with { Seats = other.Seats } == other && Seats.SequenceEqual(other.Seats);
}

/// <summary>Access routes of one certification whose candidates appear before the same jury.</summary>
public sealed record JuryGroup(JuryRule Rule, IReadOnlyList<AccessRoute> Routes)
{
    public string French => Common.French.List([.. Routes.Select(r => r.FrenchShort())]);
}

/// <param name="Count">Members; null where the fiche leaves it to the branch and the tenant sets it.</param>
/// <param name="Label">The fiche's words for that seat.</param>
/// <param name="AtLeast">The count is a minimum.</param>
public sealed record JurySeat(College College, int? Count, string Label, bool Votes = true, bool AtLeast = false);

public static class JuryMajorityFacts
{
    public static string French(this JuryMajority majority) => majority switch
    {
        JuryMajority.Absolute => "majorité absolue des présents ou représentés",
        JuryMajority.Simple => "majorité des voix exprimées",
        _ => throw new ArgumentOutOfRangeException(nameof(majority), majority, null),
    };
}

public static class JuryPresidencyFacts
{
    public static string French(this JuryPresidency presidency) => presidency switch
    {
        JuryPresidency.Simple => "une présidente ou un président",
        JuryPresidency.Paritarian => "une présidence paritaire, une personne de chaque collège",
        JuryPresidency.QualifiedPerson => "une personne qualifiée",
        _ => throw new ArgumentOutOfRangeException(nameof(presidency), presidency, null),
    };
}

public static class CollegeFacts
{
    public static string French(this College college) => college switch
    {
        College.Employees => "Salariés",
        College.Employers => "Employeurs",
        College.Experts => "Experts",
        College.TrainingOrganisation => "Organisme de formation",
        College.QualifiedPersons => "Personnes qualifiées",
        _ => throw new ArgumentOutOfRangeException(nameof(college), college, null),
    };

    public static bool IsParitarian(this College college) => college is College.Employees or College.Employers;
}
