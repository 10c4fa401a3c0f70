using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.TutorLinks;

/// <summary>Writes the mail that brings a tutor to their observations.</summary>
public static class TutorInvitations
{
    /// <summary>
    /// Adds a link and its mail to the unit of work, which the caller saves with the act that asks for them. A former link stays good
    /// until its term: an older mail must not be a dead end.
    /// </summary>
    public static async Task InviteAsync(CqpDbContext db, Tutor tutor, string tenantSlug, string baseUrl, DateTimeOffset now)
    {
        var candidates = await CandidatesAsync(db, tutor.Id);
        var (link, secret) = TutorLink.Create(tutor.Id, now);
        db.Add(link);
        var today = now.DayInParis();
        DateOnly? first = candidates.Count == 0 ? null : candidates.Min(c => c.DueOn);
        var due = first is { } on ? " " + Term(on) : "";
        db.Add(OutboxMail.Create(tutor.Email, $"Vos observations au poste{(first < today ? ", attendues" : "")}{due}", $"""
            Bonjour {French.Addressed(tutor.LastName, tutor.FirstName)},

            Vous accompagnez en entreprise {(candidates.Count > 1 ? "des candidats" : "un candidat")} à un certificat de qualification professionnelle. Le jury attend vos observations au poste{due} :

            {string.Join("\n", candidates.Select(c => $"- {c.Name} ({c.Campaign}), {(c.DueOn < today ? "attendue" : "à remettre")} {Term(c.DueOn)}"))}

            Ouvrez ce lien, sur un téléphone ou un ordinateur, sans mot de passe :
            {baseUrl}/observation/{tenantSlug}/{secret}

            Un code à six chiffres vous sera envoyé à cette adresse pour confirmer que c’est bien vous. Le lien sert autant de fois que nécessaire jusqu’au {FrenchFormat.DateTime(link.ExpiresAt)} ; chaque réponse est enregistrée aussitôt.
            """.French(), now).Opening());

        string Term(DateOnly day) => $"{(day < today ? "depuis" : "avant")} le {FrenchFormat.Date(day)}";
    }

    private sealed record Invited(string Name, string Campaign, DateOnly DueOn);

    private static async Task<List<Invited>> CandidatesAsync(CqpDbContext db, Guid tutorId)
    {
        var enrolments = await db.Enrolments.AsNoTracking().Where(e => e.TutorId == tutorId && e.Status == EnrolmentStatus.Accepted).ToListAsync();
        var asked = enrolments.ConvertAll(e => e.Id);
        var signed = (await db.Evaluations.AsNoTracking().Where(e => asked.Contains(e.EnrolmentId) && e.Source == SourceKind.Tutor && e.Status == EvaluationStatus.Submitted)
            .Select(e => new { e.EnrolmentId, e.BlockCode }).ToListAsync()).ToLookup(e => e.EnrolmentId, e => e.BlockCode);
        enrolments.RemoveAll(e => !e.BlocksToEvaluate.Except(signed[e.Id]).Any());
        var ids = enrolments.ConvertAll(e => e.CampaignId);
        // Tracked on purpose: the campaign that enters this step in the same unit of work is not saved yet.
        var campaigns = (await db.Campaigns.Where(c => ids.Contains(c.Id)).ToListAsync()).Where(c => c.Status.AcceptsEvaluations()).ToDictionary(c => c.Id);
        var people = enrolments.ConvertAll(e => e.CandidateId);
        var names = await db.Candidates.AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name);
        return [.. enrolments.Where(e => campaigns.ContainsKey(e.CampaignId))
            .Select(e => new Invited(names[e.CandidateId], campaigns[e.CampaignId].Name, campaigns[e.CampaignId].EvaluationDueOn)).OrderBy(i => i.DueOn).ThenBy(i => i.Name)];
    }
}
