using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;

namespace CqpPlatform.Web.Data.Mails;

/// <summary>How a decision is contested and until when, where there is one to contest.</summary>
internal static class AppealWords
{
    public static string For(JurySession session, Guid enrolmentId, CertifierProfile profile) => session.Contestable(enrolmentId) is { Count: > 0 } blocks
        ? $"\n\nVous pouvez contester la décision sur {French.List(blocks)}\u00a0: écrivez au certificateur ({profile.LegalName}, {profile.City}) dans les {session.AppealDays} jours qui suivent la communication des résultats, en disant vos motifs. Un jury délibère alors de nouveau sur ces blocs."
        : "";
}
