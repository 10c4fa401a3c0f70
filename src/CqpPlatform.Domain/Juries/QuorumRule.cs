namespace CqpPlatform.Domain.Juries;

/// <summary>The fiches are silent on quorum: a tenant's setting, stated in the minutes (product.md 3.6).</summary>
/// <param name="MinimumPerParitarianCollege">Members present or represented in each paritarian college.</param>
/// <param name="ProxiesPerMember">Proxies one present member may hold.</param>
public sealed record QuorumRule(int MinimumPerParitarianCollege, int ProxiesPerMember)
{
    public static readonly QuorumRule Default = new(1, 1);

    public string French => $"au moins {(MinimumPerParitarianCollege == 1 ? "un membre" : $"{MinimumPerParitarianCollege} membres")} de chaque collège paritaire présent, "
        + $"{(ProxiesPerMember == 1 ? "un pouvoir" : $"{ProxiesPerMember} pouvoirs")} au plus par membre, majorité absolue des présents ou représentés";
}
