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

    /// <summary>« 5 salariés et 4 employeurs siègent »: the paritarian colleges as they sit; empty for a jury that has none.</summary>
    public static string Parity(JuryRule jury, IReadOnlyCollection<JuryMember> sitting)
    {
        var counts = jury.ParitarianColleges().Select(c => (Name: c.French().ToLowerInvariant().TrimEnd('s'), Members: sitting.Count(m => m.College == c))).ToList();
        return counts.Count == 0 ? "" : string.Join(" et ", counts.Select(c => $"{c.Members} {c.Name}{(c.Members > 1 ? "s" : "")}")) + (counts.Select(c => c.Members).Distinct().Count() == 1 ? ", à parité" : "");
    }
}

/// <summary>Absolute majority of the voices present or represented unless the rule says simple; the president's casting vote settles a tie where the fiche gives one.</summary>
public static class Majority
{
    public static int Needed(int voices) => (voices / 2) + 1;

    /// <param name="president">What the president voted, where the rule gives them the casting vote; null when they did not vote.</param>
    public static bool Carries(JuryRule rule, Vote vote, int voices, BallotChoice? president) =>
        (rule.Majority == JuryMajority.Absolute ? vote.For >= Needed(voices) : vote.For > vote.Against)
        || (rule.CastingVote && vote.For == vote.Against && president == BallotChoice.For);

    /// <summary>Whether a tie can be settled: the fiche gives the president a casting vote, and the president is there and votes.</summary>
    public static bool CastingVote(JuryRule rule, IEnumerable<JuryMember> voters) => rule.CastingVote && voters.Any(m => m is { IsPresident: true, Presence: Presence.Present });
}
