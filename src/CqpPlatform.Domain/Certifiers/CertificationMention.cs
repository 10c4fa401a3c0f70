using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>The legal act of registration as printed on certificates, where the fiche does not carry it and the certifier must supply it.</summary>
public sealed class CertificationMention : TenantEntity
{
    private CertificationMention() { }

    public string CertificationCode { get; private set; } = "";
    public string LegalAct { get; private set; } = "";

    public static CertificationMention Create(string certificationCode, string legalAct) =>
        new() { CertificationCode = certificationCode, LegalAct = legalAct };

    public void Change(string legalAct) => LegalAct = legalAct.Trim();
}
