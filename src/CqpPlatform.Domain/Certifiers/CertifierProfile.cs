using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;

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

    /// <summary>Seats of each paritarian college where the fiche says "one per representative union" (product.md 3.6).</summary>
    public int UnionSeats { get; private set; }
    public QuorumRule Quorum { get; private set; } = QuorumRule.Default;

    public static CertifierProfile Create(string legalName, string city, string signatoryName, string signatoryQuality, int unionSeats) => new()
    {
        LegalName = legalName,
        City = city,
        SignatoryName = signatoryName,
        SignatoryQuality = signatoryQuality,
        UnionSeats = unionSeats,
    };

    /// <summary>The texts that documents print. Documents already issued keep theirs.</summary>
    public void Change(string legalName, string city, string signatoryName, string signatoryQuality) =>
        (LegalName, City, SignatoryName, SignatoryQuality) = (legalName.Trim(), city.Trim(), signatoryName.Trim(), signatoryQuality.Trim());
}
