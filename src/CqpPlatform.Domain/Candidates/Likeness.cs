using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>How two identities of the registry resemble each other.</summary>
public enum Likeness { Same, OtherFirstNames, SwappedBirthDate }

public static class LikenessFacts
{
    public static string French(this Likeness likeness) => likeness switch
    {
        Likeness.Same => "Même nom, mêmes prénoms, même date de naissance.",
        Likeness.OtherFirstNames => "Même nom et même date de naissance ; les prénoms sont dans un autre ordre, ou il en manque.".French(),
        Likeness.SwappedBirthDate => "Même nom et mêmes prénoms ; le jour et le mois de naissance sont intervertis.".French(),
        _ => throw new ArgumentOutOfRangeException(nameof(likeness), likeness, null),
    };

    /// <summary>The certifier must say whether it is one person before an enrolment is accepted; a swapped date is a warning only.</summary>
    public static bool MustBeSettled(this Likeness likeness) => likeness switch
    {
        Likeness.Same or Likeness.OtherFirstNames => true,
        Likeness.SwappedBirthDate => false,
        _ => throw new ArgumentOutOfRangeException(nameof(likeness), likeness, null),
    };
}
