using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>Whether the members who sit may deliberate, recomputed at each change of presence and for each candidate (recusals).</summary>
public static class Quorum
{
    /// <summary>Null when reached; otherwise what is missing, in French, ending with a full stop.</summary>
    public static string? Obstacle(QuorumRule rule, JuryRule jury, IReadOnlyCollection<JuryMember> sitting)
    {
        if (!jury.ParitarianColleges().Any()) return sitting.Count > 0 ? null : "aucun membre présent ou représenté.";
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
