using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>What was sent to a session of appeals, candidate by candidate: the blocks to judge again and those that are held.</summary>
internal static class AppealsBefore
{
    public static async Task<IReadOnlyDictionary<Guid, AppealBefore>> ReadAsync(CqpDbContext db, JurySession session, CancellationToken ct)
    {
        var appeals = await db.Appeals.AsNoTracking().Where(a => a.ReviewSessionId == session.Id).OrderBy(a => a.ReceivedOn).ThenBy(a => a.RecordedAt).ToListAsync(ct);
        var contestedIds = appeals.Select(a => a.SessionId).Distinct().ToList();
        var contested = await db.JurySessions.WithDecisions().Where(s => contestedIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var ids = appeals.Select(a => a.EnrolmentId).ToList();
        var choices = await db.Enrolments.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        // The blocks that a session of this campaign gave before this one and that still stand: its minutes may be corrected after a later session gave others.
        var campaign = await db.JurySessions.Where(s => s.CampaignId == session.CampaignId && s.Id != session.Id && (session.SealedAt == null || s.SealedAt <= session.SealedAt)).Select(s => s.Id).ToListAsync(ct);
        var people = choices.Values.Select(e => e.CandidateId).ToList();
        var given = (await (
            from h in db.Ledger()
            where people.Contains(h.PersonId) && h.Block.JurySessionId != null && campaign.Contains(h.Block.JurySessionId.Value)
            select new { h.PersonId, h.Block.BlockCode }).ToListAsync(ct)).ToLookup(h => h.PersonId, h => h.BlockCode);
        return appeals.GroupBy(a => a.EnrolmentId).ToDictionary(g => g.Key, g =>
        {
            var choice = choices[g.Key];
            var letters = g.Select(a => new AppealLetter(a.ReceivedOn, a.IsLate, a.Ground, contested[a.SessionId].MinutesNumberInForce!, a.Blocks)).ToList();
            var blocks = g.SelectMany(a => a.Blocks).ToHashSet();
            return new AppealBefore(letters, [.. choice.Blocks.Where(b => !blocks.Contains(b) && (choice.AcquiredBlocks.Contains(b) || given[choice.CandidateId].Contains(b)))],
                [.. from a in g
                    let before = contested[a.SessionId]
                    from d in before.DecisionsInForce
                    where d.EnrolmentId == g.Key && a.Blocks.Contains(d.BlockCode)
                    select new FormerDecision(d.BlockCode, d.Outcome, d.Motive, before.MinutesNumberInForce!)]);
        });
    }
}
