using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>A sealed session that has a certificate or an attestation to issue.</summary>
public sealed record OwingSession(string Campaign, string CertificationCode, DateOnly Date);

/// <summary>
/// Whether documents are to be issued, without planning each of them (Features/Awards): to somebody who was judged and accepted, who got no document of that session,
/// to whom it gives one, and who holds a block on the jury's day.
/// </summary>
public static class OwedDocuments
{
    /// <param name="campaignId">Of one campaign; of all of them without it.</param>
    public static async Task<IReadOnlyList<OwingSession>> SessionsOwingDocumentsAsync(this CqpDbContext db, ReferentialCatalogue catalogue, Guid? campaignId = null, CancellationToken ct = default)
    {
        var without = await (
            from session in db.JurySessions
            join campaign in db.Campaigns on session.CampaignId equals campaign.Id
            join decision in db.Set<BlockDecision>() on session.Id equals decision.SessionId
            join enrolment in db.Enrolments on decision.EnrolmentId equals enrolment.Id
            where session.Status == JurySessionStatus.Sealed && (campaignId == null || campaign.Id == campaignId) && enrolment.Status == EnrolmentStatus.Accepted
                && !db.IssuedDocuments.Any(d => d.EnrolmentId == enrolment.Id && d.JurySessionId == session.Id)
            select new { session.Id, session.Date, session.ForAppeals, Campaign = campaign.Name, campaign.CertificationCode, campaign.ReferentialVersionId, EnrolmentId = enrolment.Id, enrolment.CandidateId }).Distinct().ToListAsync(ct);
        var forAppeals = without.Where(w => w.ForAppeals).Select(w => w.Id).Distinct().ToList();
        var appeals = forAppeals.Count == 0 ? [] : await db.JurySessions.WithDecisions().Where(s => forAppeals.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var owing = new List<OwingSession>();
        foreach (var version in without.Where(w => !w.ForAppeals || appeals[w.Id].GivesDocumentTo(w.EnrolmentId)).GroupBy(w => w.ReferentialVersionId))
        {
            var people = version.Select(w => w.CandidateId).Distinct().ToList();
            var held = (await db.CountedAsync(people, await catalogue.GetAsync(db, version.Key, ct), ct)).ToLookup(h => h.PersonId, h => h.Line);
            owing.AddRange(
                from w in version
                where held[w.CandidateId].Any(line => line.IsHeldOn(w.Date))
                group w by w.Id into session
                let first = session.First()
                select new OwingSession(first.Campaign, first.CertificationCode, first.Date));
        }
        return [.. owing.OrderBy(s => s.Date)];
    }
}
