using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Awards.ListPendingAwards;

namespace CqpPlatform.Web.Features.Awards;

internal static class AwardWords
{
    /// <summary>« Délivrer 3 certificats et 1 attestation ».</summary>
    public static string ToIssue(PendingAwards awards) => $"Délivrer {Both(awards.Certificates, awards.Attestations)}";

    /// <summary>« 3 certificats et 1 attestation délivrés ».</summary>
    public static string Issued(IssuedCount count) => (count.Certificates, count.Attestations) switch
    {
        (0, 0) => "tout était déjà délivré",
        (0, 1) => $"{Both(0, 1)} délivrée",
        (0, _) => $"{Both(0, count.Attestations)} délivrées",
        (1, 0) => $"{Both(1, 0)} délivré",
        _ => $"{Both(count.Certificates, count.Attestations)} délivrés",
    };

    private static string Both(int certificates, int attestations) => string.Join(" et ",
        new[] { certificates == 0 ? null : FrenchFormat.Count(certificates, "certificat"), attestations == 0 ? null : FrenchFormat.Count(attestations, "attestation") }.OfType<string>());
}
