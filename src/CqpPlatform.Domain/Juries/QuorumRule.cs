using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>The fiches are silent on quorum: a tenant's setting, stated in the minutes (product.md 3.6).</summary>
/// <param name="MinimumPerParitarianCollege">Members present or represented in each paritarian college.</param>
/// <param name="ProxiesPerMember">Proxies one present member may hold.</param>
public sealed record QuorumRule(int MinimumPerParitarianCollege, int ProxiesPerMember)
{
    public static readonly QuorumRule Default = new(1, 1);

    /// <summary>The rule as it holds for one jury: some have no paritarian college.</summary>
    public string French(JuryRule jury)
    {
        var members = MinimumPerParitarianCollege == 1 ? "un membre" : $"{MinimumPerParitarianCollege} membres";
        return $"au moins {(jury.ParitarianColleges().Any() ? $"{members} de chaque collège paritaire présent" : "un membre présent")}, "
            + $"{(ProxiesPerMember == 1 ? "un pouvoir" : $"{ProxiesPerMember} pouvoirs")} au plus par membre, {jury.Majority.French()}";
    }
}
