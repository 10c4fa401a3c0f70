using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Worklists.ReadWorklist;

/// <summary>The certifier's work items on one campaign, step by step; those of its juries are <see cref="JuryItems"/>.</summary>
internal static class CertifierItems
{
    public static IReadOnlyList<WorkItem> Of(Campaign campaign, Referential referential, List<Enrolment> enrolments, IReadOnlyList<PlannedEvaluation> plan)
    {
        var items = new List<WorkItem>();
        var place = $"{campaign.Name}, {campaign.CertificationCode}";
        var examined = ExaminedEnrolments.Of(enrolments);
        var pending = enrolments.Count(e => e.Status == EnrolmentStatus.Submitted);
        if (pending > 0)
            items.Add(new($"Examiner {FrenchFormat.Count(pending, "inscription")}", $"/campagnes/{campaign.Id}/inscriptions", "Examiner", [place],
                examined.Answered, examined.Received, examined.Words, campaign.EnrolmentClosesOn, $"avant le {FrenchFormat.Date(campaign.EnrolmentClosesOn)}"));
        else if (campaign.Status == CampaignStatus.EnrolmentOpen && enrolments.Exists(e => e.Status == EnrolmentStatus.Accepted))
            items.Add(new("Ouvrir les évaluations", $"/campagnes/{campaign.Id}", "Ouvrir", [place, FrenchFormat.Count(enrolments.Count(e => e.Status == EnrolmentStatus.Accepted), "candidat accepté", "candidats acceptés")],
                0, 0, null, campaign.EnrolmentClosesOn, $"clôture le {FrenchFormat.Date(campaign.EnrolmentClosesOn)}"));

        if (campaign.Status == CampaignStatus.Evaluation)
        {
            foreach (var source in plan.GroupBy(p => p.Source).Where(g => g.Any(p => !p.Submitted)))
                items.Add(new(Title(referential.Source(source.Key), source.Count(p => !p.Submitted)), $"/relances/{campaign.Id}?source={source.Key}", "Suivre", [place],
                    source.Count(p => p.Submitted), source.Count(), FrenchFormat.OutOf(source.Count(p => p.Submitted), source.Count(), "remise"), campaign.EvaluationDueOn, $"attendues le {FrenchFormat.Date(campaign.EvaluationDueOn)}"));
            if (plan.Count > 0 && plan.All(p => p.Submitted))
                items.Add(new("Passer à la délibération", $"/campagnes/{campaign.Id}", "Passer", [place, "toutes les évaluations sont remises"], plan.Count, plan.Count, null, campaign.JuryOn, $"jury le {FrenchFormat.Date(campaign.JuryOn)}"));
        }
        return items;
    }

    /// <summary>Orals before an examiner who is linked to the candidate, and so may not rate: another is to be named.</summary>
    public static async Task<IReadOnlyList<WorkItem>> LinkedAsync(CqpDbContext db, Campaign campaign, IReadOnlyList<PlannedEvaluation> plan, CancellationToken ct)
    {
        var owing = campaign.Status is CampaignStatus.Deliberation or CampaignStatus.Closed ? [] : plan.Where(p => p.Source == SourceKind.Commission && !p.Submitted).Select(p => p.EnrolmentId).Distinct().ToList();
        if (owing.Count == 0) return [];
        var orals = await (from o in db.Orals join d in db.CommissionDays on o.DayId equals d.Id where owing.Contains(o.EnrolmentId) select new { Oral = o, d.Date }).ToListAsync(ct);
        if (orals.Count == 0) return [];
        var linked = (await db.Linked().Where(l => owing.Contains(l.EnrolmentId)).Select(l => new { l.EnrolmentId, l.ExaminerId }).ToListAsync(ct)).ToLookup(l => l.EnrolmentId, l => l.ExaminerId);
        var days = orals.Where(o => linked[o.Oral.EnrolmentId].Any(o.Oral.HeardBy)).Select(o => o.Date).ToList();
        if (days.Count == 0) return [];
        return [new($"Remplacer l’examinateur de {FrenchFormat.Count(days.Count, "oral", "oraux")}", $"/campagnes/{campaign.Id}/commission", "Remplacer", [$"{campaign.Name}, {campaign.CertificationCode}", "lié au candidat, il ne peut pas noter"],
            0, 0, null, days.Min(), $"oral le {FrenchFormat.Date(days.Min())}")];
    }

    /// <summary>Sealed sessions whose certificates and attestations have not left yet.</summary>
    public static async Task<IReadOnlyList<WorkItem>> DocumentsAsync(CqpDbContext db, ReferentialCatalogue catalogue, CancellationToken ct) =>
    [
        .. from s in await db.SessionsOwingDocumentsAsync(catalogue, ct: ct)
           select new WorkItem("Délivrer les certificats et attestations", "/documents", "Délivrer", [$"{s.Campaign}, {s.CertificationCode}"], 0, 0, null, s.Date, $"jury du {FrenchFormat.Date(s.Date)}"),
    ];

    /// <summary>Appeals that nobody has answered.</summary>
    public static async Task<IReadOnlyList<WorkItem>> AppealsAsync(CqpDbContext db, CancellationToken ct)
    {
        var waiting = await (
            from a in db.Appeals
            join s in db.JurySessions on a.SessionId equals s.Id
            join c in db.Campaigns on s.CampaignId equals c.Id
            where a.State == AppealState.Filed
            select new { a.SessionId, Campaign = c.Name + ", " + c.CertificationCode, a.ReceivedOn }).ToListAsync(ct);
        return
        [
            .. from session in waiting.GroupBy(w => (w.SessionId, w.Campaign))
               let since = session.Min(w => w.ReceivedOn)
               select new WorkItem($"Répondre à {FrenchFormat.Count(session.Count(), "recours", "recours")}", $"/jury/{session.Key.SessionId}/recours", "Répondre", [session.Key.Campaign, $"reçu le {FrenchFormat.Date(since)}"], 0, 0, null, null, null),
        ];
    }

    /// <summary>Requests of the operator that wait for an answer.</summary>
    public static async Task<IReadOnlyList<WorkItem>> SupportAsync(CqpDbContext db, DateTimeOffset now, CancellationToken ct) =>
    [
        .. from access in await db.SupportAccesses.AsNoTracking().Where(a => a.AnsweredAt == null).ToListAsync(ct)
           where access.Status(now) == SupportAccessStatus.Asked
           let end = (access.AskedAt + SupportAccess.AnswerWithin).DayInParis()
           select new WorkItem("Répondre à une demande d’accès de support", "/acces-support", "Répondre", [$"demandé le {FrenchFormat.Date(access.AskedAt)}"], 0, 0, null, end, $"caduque le {FrenchFormat.Date(end)}"),
    ];

    /// <summary>Files that may be one person's, where an enrolment waits for it: it cannot be accepted before.</summary>
    public static async Task<IReadOnlyList<WorkItem>> DuplicatesAsync(CqpDbContext db, CancellationToken ct)
    {
        var waiting = await db.Enrolments.Where(e => e.Status == EnrolmentStatus.Submitted).Select(e => e.CandidateId).Distinct().ToListAsync(ct);
        var held = waiting.Count == 0 ? [] : (await DuplicateSearch.UnsettledAsync(db, waiting, ct)).Where(side => side.Any(m => m.Likeness.MustBeSettled())).Select(side => side.Key).ToHashSet();
        if (held.Count == 0) return [];
        return [new("Dire si des fiches proches sont une seule personne", "/candidats/doublons", "Comparer", [$"{FrenchFormat.Count(held.Count, "candidat retenu", "candidats retenus")} jusque-là"], 0, 0, null, null, null)];
    }

    private static string Title(SourceRequirement source, int missing) => source.Source == SourceKind.Tutor
        ? $"Relancer les {French.Plural(source.Label)} pour {FrenchFormat.Count(missing, "observation")}"
        : $"Suivre {FrenchFormat.Count(missing, "évaluation")} {French.Of(source.Name)}";
}
