using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Queries;

namespace CqpPlatform.Web.Data.Mails;

/// <summary>How a decision is contested and until when, where there is one to contest.</summary>
internal static class AppealWords
{
    /// <param name="blocks">Those of the candidate that can be contested.</param>
    public static string For(JurySession session, IReadOnlyList<string> blocks, CertifierProfile profile, DateTimeOffset now)
    {
        if (blocks.Count == 0) return "";
        // Results kept until an hour go with this mail, at an hour that may still change.
        var last = session.AppealsDueOn(now);
        if (last < now.DayInParis()) return $"\n\nLa décision sur {French.List(blocks)} pouvait être contestée jusqu’au {FrenchFormat.Date(last.Value)}.";
        var until = last is { } day ? $"jusqu’au {FrenchFormat.Date(day)} inclus" : $"dans les {FrenchFormat.Count(session.AppealDays, "jour")} qui suivent la communication des résultats";
        return $"\n\nVous pouvez contester la décision sur {French.List(blocks)}\u00a0: écrivez au certificateur ({profile.LegalName}, {profile.City}) {until}, en disant vos motifs. Un jury délibère alors de nouveau sur {(blocks.Count > 1 ? "ces blocs" : "ce bloc")}.";
    }
}
