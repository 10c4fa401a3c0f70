using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Mails;

namespace CqpPlatform.Web.Features.Reminders.FollowUp;

/// <summary>What an organisation or an examiner is told; a tutor gets a link instead.</summary>
internal static class ReminderMails
{
    public static IEnumerable<OutboxMail> Of(FollowedCampaign campaign, Followed one, string address, DateTimeOffset now)
    {
        var (what, ending, where) = one.Source == SourceKind.Commission ? ("grilles de la commission", "es", "/ma-journee") : ("résultats", "s", "/evaluations");
        var owed = one.Evaluations.Where(e => e.Owed).ToList();
        var subject = campaign.Late ? $"En retard : {FrenchFormat.Count(owed.Count, "évaluation")} à remettre" : $"{FrenchFormat.Count(owed.Count, "évaluation")} à remettre avant le {FrenchFormat.Date(campaign.DueOn)}";
        var body = $"""
            Bonjour,

            Vos {what} {(campaign.Late ? "étaient" : "sont")} attendu{ending} avant le {FrenchFormat.Date(campaign.DueOn)} pour la campagne {campaign.Name} ({campaign.CertificationCode}). Il reste à remettre :

            {string.Join("\n", owed.GroupBy(e => e.Candidate).Select(g => $"- {g.Key} : {string.Join(", ", g.Select(e => e.State is not FollowedState.NotBegun ? $"{e.Block} ({e.State.French()})" : e.Block))}"))}

            Continuez où vous en étiez : {address}{where}
            """;
        return one.Addresses.Select(to => OutboxMail.Create(to, subject.French(), body.French(), now));
    }
}
