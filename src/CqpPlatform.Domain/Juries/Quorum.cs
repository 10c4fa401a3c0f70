using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>Whether the members who sit may deliberate, recomputed at each change of presence and for each candidate (recusals).</summary>
public static class Quorum
{
    /// <summary>Null when reached; otherwise what is missing, in French, ending with a full stop.</summary>
    public static string? Obstacle(QuorumRule rule, JuryRule jury, IReadOnlyCollection<JuryMember> sitting)
    {
        if (!jury.ParitarianColleges().Any()) return sitting.Count > 0 ? null : "aucun membre présent.";
        var missing = jury.ParitarianColleges()
            .Select(college => (college, present: sitting.Count(m => m.College == college)))
            .Where(x => x.present < rule.MinimumPerParitarianCollege)
            .Select(x => $"collège {x.college.French()}, {x.present} sur {rule.MinimumPerParitarianCollege}")
            .ToList();
        return missing.Count == 0 ? null : string.Join(" et ", missing) + ".";
    }
}

/// <summary>Absolute majority of the voices present or represented unless the rule says simple; a president's casting vote settles a tie where the fiche gives one.</summary>
public static class Majority
{
    public static int Needed(int voices) => (voices / 2) + 1;

    public static bool Carries(JuryRule rule, Vote vote, int voices) =>
        (rule.Majority == JuryMajority.Absolute ? vote.For >= Needed(voices) : vote.For > vote.Against)
        || (rule.CastingVote && vote.For == vote.Against && vote.For > 0);
}
