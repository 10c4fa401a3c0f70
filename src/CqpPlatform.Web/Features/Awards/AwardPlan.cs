using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards;

/// <summary>What one sealed session gives one candidate, and is not issued yet.</summary>
/// <param name="Blocks">From the ledger, in the referential's order; the first validation of each.</param>
/// <param name="Recommendations">Of the jury, on the blocks still to obtain.</param>
internal sealed record PlannedAward(DocumentKind Kind, Enrolment Enrolment, Candidate Candidate, JurySession Session, IReadOnlyList<AcquiredBlock> Blocks, IReadOnlyList<string> Recommendations);

internal static class AwardPlan
{
    /// <summary>What each of its sealed sessions still has to give.</summary>
    public static Task<IReadOnlyList<PlannedAward>> OfCampaignAsync(CqpDbContext db, Campaign campaign, Referential referential, CancellationToken ct) =>
        DueAsync(db, db.JurySessions.Where(s => s.CampaignId == campaign.Id), db.Enrolments.Where(e => e.CampaignId == campaign.Id), referential, ct);

    /// <summary>Those of a part, as things stand now: what was issued since the plan was made or is due no more is left out, what changed is as it became.</summary>
    public static async Task<IReadOnlyList<PlannedAward>> StillDueAsync(CqpDbContext db, PlannedAward[] part, Referential referential, CancellationToken ct = default)
    {
        var planned = part.Select(a => (a.Session.Id, a.Enrolment.Id)).ToHashSet();
        var (sessions, enrolments) = (planned.Select(p => p.Item1).Distinct().ToList(), planned.Select(p => p.Item2).Distinct().ToList());
        var due = await DueAsync(db, db.JurySessions.Where(s => sessions.Contains(s.Id)), db.Enrolments.Where(e => enrolments.Contains(e.Id)), referential, ct);
        return [.. due.Where(a => planned.Contains((a.Session.Id, a.Enrolment.Id)))];
    }

    private static async Task<IReadOnlyList<PlannedAward>> DueAsync(CqpDbContext db, IQueryable<JurySession> among, IQueryable<Enrolment> enrolled, Referential referential, CancellationToken ct)
    {
        var sessions = await among.WithDecisions().Where(s => s.Status == JurySessionStatus.Sealed).ToListAsync(ct);
        if (sessions.Count == 0) return [];
        var enrolments = await enrolled.AsNoTracking().Where(e => e.Status == EnrolmentStatus.Accepted).ToDictionaryAsync(e => e.Id, ct);
        var people = enrolments.Values.Select(e => e.CandidateId).ToHashSet();
        var candidates = await db.Candidates.AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var ledger = (await db.CountedAsync(people, referential, ct)).ToLookup(h => h.PersonId);
        var issued = (await db.IssuedDocuments.Where(d => enrolled.Any(e => e.Id == d.EnrolmentId)).Select(d => new { d.EnrolmentId, d.JurySessionId }).ToListAsync(ct)).ToHashSet();
        return
        [
            .. from session in sessions
               from enrolmentId in session.Decisions.Select(d => d.EnrolmentId).Distinct()
               where enrolments.ContainsKey(enrolmentId) && !issued.Contains(new { EnrolmentId = (Guid?)enrolmentId, JurySessionId = session.Id })
               where session.GivesDocumentTo(enrolmentId)
               let enrolment = enrolments[enrolmentId]
               let candidate = candidates[enrolment.CandidateId]
               let award = Of(session, enrolment, candidate, ledger[candidate.Id], referential)
               where award is not null
               // One order for all: two issues at once take the counters' locks the same way round.
               orderby award.Kind, candidate.BirthName, candidate.FirstNames, enrolment.Id
               select award,
        ];
    }

    /// <summary>What the file gives today to the candidate a document was issued to; null where the ledger no longer holds a block of it.</summary>
    public static async Task<PlannedAward?> OfDocumentAsync(CqpDbContext db, IssuedDocument document, Referential referential, CancellationToken ct)
    {
        var session = await db.JurySessions.WithDecisions().SingleAsync(s => s.Id == document.JurySessionId, ct);
        var enrolment = await db.Enrolments.AsNoTracking().SingleAsync(e => e.Id == document.EnrolmentId, ct);
        var candidate = await db.Candidates.AsNoTracking().SingleAsync(c => c.Id == enrolment.CandidateId, ct);
        var ledger = await db.CountedAsync([candidate.Id], referential, ct);
        return Of(session, enrolment, candidate, ledger, referential);
    }

    private static PlannedAward? Of(JurySession session, Enrolment enrolment, Candidate candidate, IEnumerable<CountedBlock> ledger, Referential referential)
    {
        var acquired = ledger.Where(h => h.Line.IsHeldOn(session.Date)).GroupBy(h => h.BlockCode, h => h.Line)
            .ToDictionary(g => g.Key, g => g.MinBy(b => b.AcquiredOn)!);
        if (Award.Of(enrolment.Blocks, acquired.Keys) is not { } kind) return null;
        var complete = kind == DocumentKind.Certificate;
        var printed = referential.InOrder(complete ? enrolment.Blocks : acquired.Keys).Select(code => acquired[code]).ToList();
        var advice = session.DecisionsInForce.Where(d => d.EnrolmentId == enrolment.Id && d.Outcome != Outcome.Validated && d.Recommendation is not null)
            .OrderBy(d => d.BlockCode, StringComparer.Ordinal).Select(d => $"{d.BlockCode}\u00a0: {d.Recommendation}");
        return new(kind, enrolment, candidate, session, printed, complete ? [] : [.. advice]);
    }
}
