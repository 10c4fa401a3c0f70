using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>A sealed session that has a certificate or an attestation to issue.</summary>
public sealed record OwingSession(string Campaign, string CertificationCode, DateOnly Date);

/// <summary>
/// Whether documents are to be issued, as their plan (Features/Awards) would find, without making it: to somebody who was judged, who holds a block on the jury's
/// day, and who got no document of that session. What an amendment took away is held no more; a session for appeals gives a document for what it gave itself.
/// </summary>
public static class OwedDocuments
{
    /// <param name="campaignId">Of one campaign; of all of them without it.</param>
    public static async Task<IReadOnlyList<OwingSession>> SessionsOwingDocumentsAsync(this CqpDbContext db, Guid? campaignId = null, CancellationToken ct = default)
    {
        var without = await (
            from session in db.JurySessions
            join campaign in db.Campaigns on session.CampaignId equals campaign.Id
            join decision in db.Set<BlockDecision>() on session.Id equals decision.SessionId
            join enrolment in db.Enrolments on decision.EnrolmentId equals enrolment.Id
            where session.Status == JurySessionStatus.Sealed && (campaignId == null || campaign.Id == campaignId) && enrolment.Status == EnrolmentStatus.Accepted
                && !db.IssuedDocuments.Any(d => d.EnrolmentId == enrolment.Id && d.JurySessionId == session.Id)
            select new { session.Id, session.Date, session.ForAppeals, Campaign = campaign.Name, campaign.CertificationCode, enrolment.CandidateId }).Distinct().ToListAsync(ct);
        var people = without.Select(w => w.CandidateId).Distinct().ToList();
        var held = (await db.Ledger().Where(h => people.Contains(h.PersonId)).ToListAsync(ct)).ToLookup(h => h.PersonId, h => h.Block);
        return
        [
            .. from w in without
               where held[w.CandidateId].Any(b => b.CertificationCode == w.CertificationCode && b.AcquiredOn <= w.Date && b.IsValidOn(w.Date) && (!w.ForAppeals || b.JurySessionId == w.Id))
               group w by w.Id into session
               let first = session.First()
               orderby first.Date
               select new OwingSession(first.Campaign, first.CertificationCode, first.Date),
        ];
    }
}
