using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>The fiches are silent on quorum: a tenant's setting, stated in the minutes (docs/adr/0050).</summary>
/// <param name="MinimumPerParitarianCollege">Members present or represented in each paritarian college.</param>
/// <param name="ProxiesPerMember">Proxies one present member may hold; none = no proxy.</param>
/// <param name="Majority">The basis of a majority; null where the referential's own stands.</param>
public sealed record QuorumRule(int MinimumPerParitarianCollege, int ProxiesPerMember, JuryMajority? Majority = null)
{
    public const int MaxPerCollege = 20, MaxProxies = 5;

    public static readonly QuorumRule Default = new(1, 1);

    /// <summary>The jury's rule with this basis of majority.</summary>
    public JuryRule For(JuryRule jury) => Majority is { } basis ? jury with { Majority = basis } : jury;

    /// <summary>The rule as it holds for one jury: some have no paritarian college.</summary>
    public string French(JuryRule jury)
    {
        var (members, there) = jury.ParitarianColleges().Any() && MinimumPerParitarianCollege > 1 ? ($"{MinimumPerParitarianCollege} membres", "présents ou représentés") : ("un membre", "présent ou représenté");
        return $"au moins {members}{(jury.ParitarianColleges().Any() ? " de chaque collège paritaire" : "")} {there}, "
            + $"{(ProxiesPerMember switch { 0 => "aucun pouvoir", 1 => "un pouvoir au plus par membre", _ => $"{ProxiesPerMember} pouvoirs au plus par membre" })}, {jury.Majority.French()}";
    }
}
