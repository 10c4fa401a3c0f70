using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <param name="Blocks">What was reviewed; null for all that wait. A block whose proposal changed since is left out.</param>
public sealed record AcceptUnanimousInput(Guid SessionId, IReadOnlyList<BlockKey>? Blocks = null);

/// <summary>Decides in one act every undecided block whose sources agree on « validé », and on which nobody asked for a vote.</summary>
public sealed class AcceptUnanimous(JurySessionWork work)
{
    /// <returns>The blocks decided.</returns>
    public async Task<Result<IReadOnlyList<BlockKey>>> ExecuteAsync(AcceptUnanimousInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        if (Deliberating.Obstacle(opened) is { } obstacle) return obstacle;

        var candidates = await SessionCandidates.LoadAsync(unit.Db, context.Session, ct);
        var evaluations = await SessionCandidates.EvaluationsAsync(unit.Db, candidates.Select(c => c.Id), ct);
        var decided = new List<BlockKey>();
        foreach (var candidate in candidates)
        {
            // Where recusals leave no quorum on a candidate, the others are not held up.
            if (Quorum.Obstacle(context.Quorum, context.Rule, context.Session.VotersFor(candidate.Id, context.Rule)) is not null) continue;
            foreach (var key in candidate.ToDecide.Select(b => new BlockKey(candidate.Id, b)))
            {
                // A vote is under way or was counted: what it says is decided by itself.
                if (context.Session.LastRound(key.EnrolmentId, key.BlockCode) is not null) continue;
                if (input.Blocks?.Contains(key) == false || context.Session.Decisions.Any(d => d.EnrolmentId == key.EnrolmentId && d.BlockCode == key.BlockCode)) continue;
                var proposal = context.Referential.Propose(key, evaluations);
                if (proposal.Outcome != ProposalOutcome.Validated) continue;
                var result = context.Session.Decide(context.Rule, context.Quorum, candidate.Id, key.BlockCode, candidate.ToDecide, proposal,
                    new DecisionInput(Outcome.Validated, null, null, null), unit.Actor.Signatory, unit.Now);
                if (result.Refused) return result;
                decided.Add(key);
            }
        }
        if (decided.Count == 0) return JuryErrors.NothingToAccept;
        if (await opened.CommitAsync(reason: null, ct) is { Refused: true } refused) return refused;
        return decided;
    }
}
