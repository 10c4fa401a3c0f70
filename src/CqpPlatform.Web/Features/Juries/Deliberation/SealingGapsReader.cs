using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Juries.Sealing;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>All that keeps a session from being sealed, each with the place where it is mended.</summary>
internal static class SealingGapsReader
{
    public static async Task<IReadOnlyList<SealingGap>> ReadAsync(UnitOfWork unit, JuryContext context, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct)
    {
        var session = context.Session;
        var gaps = session.SealingGaps(context.Rule, context.Quorum, []).Select(g => new SealingGap(g.Message, g.Code == "vote-under-way" ? null : $"/jury/{session.Id}?presence=oui"))
            .Concat(
                from candidate in candidates
                let undecided = candidate.ToDecide.Where(b => !session.Decisions.Any(d => d.EnrolmentId == candidate.Id && d.BlockCode == b)).ToList()
                where undecided.Count > 0
                select new SealingGap(JuryErrors.Undecided(candidate.Name, undecided).Message, $"/jury/{session.Id}?candidat={candidate.Id}&bloc={undecided[0]}"))
            .ToList();
        if (gaps.Count > 0) return gaps;
        // The facts are looked at last: writing hundreds of candidates has a cost.
        var facts = await MinutesFacts.LoadAsync(unit, context, candidates, ct);
        return [.. facts.Document("à attribuer", unit.Now).Missing().Select(m => new SealingGap($"Il manque au procès-verbal : {m}.", "/documents/mentions"))];
    }
}
