using System.Collections.Concurrent;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>
/// What the rule proposes for every block of a session. Five hundred candidates are some hundred thousand ratings: only the files whose submitted
/// evaluations are not the ones last read are read again, the others are answered from memory.
/// </summary>
public sealed class ProposalKeeper
{
    private const int MostKept = 20_000;
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Enrolment), (int Mark, IReadOnlyDictionary<string, ProposalOutcome> Outcomes)> kept = new();

    public async Task<Func<BlockKey, ProposalOutcome>> ReadAsync(CqpDbContext db, Referential referential, Guid versionId, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct)
    {
        var ids = candidates.Select(c => c.Id).ToList();
        var submitted = await db.Evaluations.Where(e => ids.Contains(e.EnrolmentId) && e.Status == EvaluationStatus.Submitted).Select(e => new { e.EnrolmentId, e.Id, e.SavedAt }).ToListAsync(ct);
        var evaluations = submitted.ToLookup(e => e.EnrolmentId);
        var marks = candidates.ToDictionary(c => c.Id, c => Mark(versionId, c, evaluations[c.Id].Select(e => (e.Id, e.SavedAt))));
        var stale = candidates.Where(c => !kept.TryGetValue((db.TenantId, c.Id), out var known) || known.Mark != marks[c.Id]).ToList();
        if (stale.Count > 0)
        {
            if (kept.Count > MostKept) kept.Clear();
            var read = await SessionCandidates.EvaluationsAsync(db, stale.Select(c => c.Id), ct);
            foreach (var candidate in stale)
                kept[(db.TenantId, candidate.Id)] = (marks[candidate.Id], candidate.Enrolment.BlocksToEvaluate.ToDictionary(b => b, b => referential.Propose(new BlockKey(candidate.Id, b), read).Outcome));
        }
        var found = candidates.ToDictionary(c => c.Id, c => kept[(db.TenantId, c.Id)].Outcomes);
        return key => found[key.EnrolmentId][key.BlockCode];
    }

    private static int Mark(Guid versionId, SessionCandidate candidate, IEnumerable<(Guid Id, DateTimeOffset? SavedAt)> evaluations)
    {
        var mark = new HashCode();
        mark.Add(versionId);
        foreach (var block in candidate.Enrolment.BlocksToEvaluate) mark.Add(block);
        foreach (var evaluation in evaluations.OrderBy(e => e.Id)) mark.Add(evaluation);
        return mark.ToHashCode();
    }
}
