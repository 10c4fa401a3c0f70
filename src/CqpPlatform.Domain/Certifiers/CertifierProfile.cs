using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>What the certifying body says of itself once, for its documents and its juries.</summary>
public sealed class CertifierProfile : TenantEntity
{
    public const int TextMaxLength = 300, ShortTextMaxLength = 120;

    private CertifierProfile() { }

    public string LegalName { get; private set; } = "";
    public string City { get; private set; } = "";
    public string SignatoryName { get; private set; } = "";
    public string SignatoryQuality { get; private set; } = "";

    /// <summary>Seats of each paritarian college where the fiche says "one per representative union".</summary>
    public int UnionSeats { get; private set; }
    public QuorumRule Quorum { get; private set; } = QuorumRule.Default;

    /// <summary>Days to appeal once the results of a session are told.</summary>
    public int AppealDays { get; private set; } = Appeal.DefaultDays;

    public static CertifierProfile Create(string legalName, string city, string signatoryName, string signatoryQuality, int unionSeats) => new()
    {
        LegalName = legalName,
        City = city,
        SignatoryName = signatoryName,
        SignatoryQuality = signatoryQuality,
        UnionSeats = unionSeats,
    };

    /// <summary>What the fiches leave to the certifier, for the sessions that open from now on.</summary>
    /// <param name="juries">Those of the certifier's referentials: a quorum that one of them could never reach is refused.</param>
    public Result SetJuries(QuorumRule quorum, int unionSeats, int appealDays, IEnumerable<JuryRule> juries)
    {
        var errors = new List<Error>();
        Check(quorum.MinimumPerParitarianCollege, 1, QuorumRule.MaxPerCollege, nameof(QuorumRule.MinimumPerParitarianCollege), "Membres présents de chaque collège");
        Check(quorum.ProxiesPerMember, 0, QuorumRule.MaxProxies, nameof(QuorumRule.ProxiesPerMember), "Pouvoirs par membre");
        Check(unionSeats, 1, QuorumRule.MaxPerCollege, nameof(UnionSeats), "Sièges de chaque collège");
        Check(appealDays, Appeal.MinDays, Appeal.MaxDays, nameof(AppealDays), "Délai de recours");
        var smallest = juries.SelectMany(j => j.Seats).Where(s => s.College.IsParitarian()).Select(s => s.Count ?? unionSeats).DefaultIfEmpty(unionSeats).Min();
        if (errors.Count == 0 && quorum.MinimumPerParitarianCollege > smallest)
            errors.Add(new("jury-setting", $"Un de vos jurys n’a que {smallest} siège{(smallest > 1 ? "s" : "")} par collège : il n’atteindrait jamais ce quorum.".French(), Field: nameof(QuorumRule.MinimumPerParitarianCollege)));
        if (errors.Count > 0) return errors;
        (Quorum, UnionSeats, AppealDays) = (quorum, unionSeats, appealDays);
        return Result.Success;

        void Check(int value, int min, int max, string field, string label)
        {
            if (value < min || value > max) errors.Add(new("jury-setting", $"{label} : indiquez un nombre de {min} à {max}.".French(), Field: field));
        }
    }

    /// <summary>The texts that documents print. Documents already issued keep theirs.</summary>
    public void Change(string legalName, string city, string signatoryName, string signatoryQuality) =>
        (LegalName, City, SignatoryName, SignatoryQuality) = (legalName.Trim(), city.Trim(), signatoryName.Trim(), signatoryQuality.Trim());
}
