using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Worklists.ReadWorklist;

/// <summary>The certifier's work items on the juries: to fix, to complete, to convene, to open, to follow, to close after.</summary>
internal static class JuryItems
{
    public static async Task<IReadOnlyList<WorkItem>> OfAsync(CqpDbContext db, Campaign campaign, Referential referential, List<Enrolment> enrolments, CancellationToken ct)
    {
        if (campaign.Status is not (CampaignStatus.Evaluation or CampaignStatus.Deliberation)) return [];
        var sessions = await db.JurySessions.AsNoTracking().Include(s => s.Members).Where(s => s.CampaignId == campaign.Id && !s.ForAppeals && s.Status != JurySessionStatus.Postponed).ToListAsync(ct);
        var routes = enrolments.Where(e => e.Status == EnrolmentStatus.Accepted).Select(e => e.AccessRoute).OfType<AccessRoute>().ToHashSet();
        var juries = referential.JuryGroups().Where(g => g.Routes.Any(routes.Contains)).Select(g => (Group: g, Session: sessions.Find(s => s.AccessRoutes.Any(g.Routes.Contains)))).ToList();
        var place = $"{campaign.Name}, {campaign.CertificationCode}";
        var seats = await SeatsAsync(db, ct);
        var items = new List<WorkItem>();
        foreach (var (group, session) in juries)
        {
            if (session is null) items.Add(new("Fixer la séance de jury", $"/campagnes/{campaign.Id}/jury", "Fixer", [place], 0, 0, null, campaign.JuryOn, $"le {FrenchFormat.Date(campaign.JuryOn)}"));
            else if (await OfSessionAsync(db, session, group.Rule, seats, place, campaign.Status, ct) is { } item) items.Add(item);
        }
        if (campaign.Status == CampaignStatus.Deliberation && juries.Count > 0 && juries.TrueForAll(j => j.Session?.Status == JurySessionStatus.Sealed))
            items.Add(new("Clore la campagne", $"/campagnes/{campaign.Id}", "Clore", [place, "procès-verbal scellé"], 0, 0, null, campaign.ClosesOn, $"le {FrenchFormat.Date(campaign.ClosesOn)}"));
        return items;
    }

    /// <summary>Sessions that appeals were sent to, whatever the step of their campaign: even a closed one.</summary>
    public static async Task<IReadOnlyList<WorkItem>> OfAppealsAsync(CqpDbContext db, ReferentialCatalogue catalogue, CancellationToken ct)
    {
        var sessions = await db.JurySessions.AsNoTracking().Include(s => s.Members)
            .Where(s => s.ForAppeals && (s.Status == JurySessionStatus.Convened || s.Status == JurySessionStatus.Open || s.Status == JurySessionStatus.Suspended)).ToListAsync(ct);
        var items = new List<WorkItem>();
        if (sessions.Count == 0) return items;
        var seats = await SeatsAsync(db, ct);
        foreach (var session in sessions)
        {
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == session.CampaignId, ct);
            var rule = (await catalogue.GetAsync(db, campaign.ReferentialVersionId, ct)).JuryFor(session.AccessRoutes[0])!;
            if (await OfSessionAsync(db, session, rule, seats, $"{campaign.Name}, {campaign.CertificationCode}", CampaignStatus.Deliberation, ct) is { } item)
                items.Add(item with { Meta = [.. item.Meta, "recours"] });
        }
        return items;
    }

    /// <summary>Results that are kept without an hour: nobody learns them before the certifier says so.</summary>
    public static async Task<IReadOnlyList<WorkItem>> KeptAsync(CqpDbContext db, CancellationToken ct)
    {
        var kept = await (
            from s in db.JurySessions
            join c in db.Campaigns on s.CampaignId equals c.Id
            where s.Status == JurySessionStatus.Sealed && s.ResultsHeld && s.ResultsAt == null
            select new { s.Id, c.Name, c.CertificationCode, s.Date }).ToListAsync(ct);
        return [.. kept.Select(k => new WorkItem("Communiquer les résultats", $"/jury/{k.Id}", "Communiquer", [$"{k.Name}, {k.CertificationCode}", $"jury du {FrenchFormat.Date(k.Date)}", "retenus, aucune heure n’est fixée"], 0, 0, null, null, null))];
    }

    private static Task<int> SeatsAsync(CqpDbContext db, CancellationToken ct) => db.CertifierProfiles.Select(p => p.UnionSeats).SingleAsync(ct);

    /// <param name="unionSeats">Seats of a college that the fiche leaves to the tenant.</param>
    private static async Task<WorkItem?> OfSessionAsync(CqpDbContext db, JurySession session, JuryRule rule, int unionSeats, string place, CampaignStatus step, CancellationToken ct)
    {
        var (jury, page, due, detail) = ($"/campagnes/{session.CampaignId}/jury", $"/jury/{session.Id}", session.Date, $"le {FrenchFormat.Date(session.Date)}");
        if (session.Status.IsOver()) return null;
        if (session.Status == JurySessionStatus.Open) return new("Suivre la délibération", page, "Suivre", [place, "séance ouverte"], 0, 0, null, due, detail);
        if (session.Status == JurySessionStatus.Suspended) return new("Reprendre la délibération", page, "Suivre", [place, "séance suspendue"], 0, 0, null, due, detail);
        var gaps = JuryComposition.Check(rule, unionSeats, session.Members, session.Date);
        if (gaps.Count > 0)
        {
            var wanted = rule.Seats.Sum(s => s.Count ?? unionSeats);
            var seated = rule.Seats.Sum(s => Math.Min(s.Count ?? unionSeats, session.Members.Count(m => m.College == s.College && !m.IsSubstitute)));
            return new($"Compléter le jury du {FrenchFormat.PlainDate(session.Date)}", jury, "Compléter", [place, seated < wanted ? FrenchFormat.Count(wanted - seated, "siège vacant", "sièges vacants") : gaps[0].Message.TrimEnd('.')],
                seated, wanted, FrenchFormat.OutOf(seated, wanted, "membre"), due, detail);
        }
        var convened = await db.Convocations.Where(c => c.SessionId == session.Id).Select(c => c.MemberId).Distinct().ToListAsync(ct);
        var sent = session.Members.Count(m => convened.Contains(m.Id));
        if (sent < session.Members.Count)
            return new("Envoyer les convocations au jury", $"{page}/convocations", "Préparer", [place, FrenchFormat.Count(session.Members.Count, "destinataire")],
                sent, session.Members.Count, FrenchFormat.OutOf(sent, session.Members.Count, "envoi"), due, detail);
        return step == CampaignStatus.Deliberation ? new("Ouvrir la séance du jury", jury, "Ouvrir", [place, FrenchFormat.Count(session.Members.Count, "membre")], 0, 0, null, due, detail) : null;
    }
}
