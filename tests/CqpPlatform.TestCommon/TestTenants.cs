using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Data;

namespace CqpPlatform.TestCommon;

public static class TestTenants
{
    public static IReadOnlyList<NewTenant> All =>
    [
        new(CqpFixture.Broker, "CPNE du courtage d’assurances", "CPNEC",
            CertifierProfile.Create("Commission paritaire nationale de l’emploi (CPNE) des entreprises de courtages d’assurances et/ou de réassurances", "Paris", "MOREL Hélène", "Présidente de la CPNE", 5),
            ["RNCP31391", "RNCP31395"], [], IsDemonstration: true),
        new(CqpFixture.Insurer, "CPNFPE des sociétés d’assurances", "CPNFPE",
            CertifierProfile.Create("Commission paritaire nationale de la formation professionnelle et de l’emploi des sociétés d’assurances", "Paris", "DELMAS Antoine", "Président de la CPNFPE", 3),
            ["RNCP41351"], [CertificationMention.Create("RNCP41351", "Décision du directeur général de France compétences du 24 septembre 2025")], IsDemonstration: true),
    ];
}
