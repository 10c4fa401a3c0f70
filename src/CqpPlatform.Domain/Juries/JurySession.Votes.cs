using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>Decisions block by block, and the nominal votes they rest on where one was asked for.</summary>
public sealed partial class JurySession
{
    public Result Decide(JuryRule rule, QuorumRule quorum, Guid enrolmentId, string blockCode, IReadOnlyList<string> blocksToEvaluate, Proposal proposal, DecisionInput input, Signatory by, DateTimeOffset now)
    {
        if (Obstacle() is { } closed) return closed;
        if (!blocksToEvaluate.Contains(blockCode)) return JuryErrors.BlockNotToDecide(blockCode);
        var voters = VotersFor(enrolmentId, rule);
        if (Quorum.Obstacle(quorum, rule, voters) is { } missing) return JuryErrors.NoQuorum(missing);

        if (string.IsNullOrWhiteSpace(input.Motive))
        {
            if (input.Outcome != Outcome.Validated) return JuryErrors.MotiveOnRefusal;
            if (!input.Outcome.Follows(proposal.Outcome)) return proposal.Outcome == ProposalOutcome.ToDeliberate ? JuryErrors.MotiveOnNothingProposed : JuryErrors.MotiveOnDeparture;
        }
        var round = LastRound(enrolmentId, blockCode);
        if (round?.State == RoundState.Open) return JuryErrors.VoteUnderWay(blockCode);
        var follows = round is { State: RoundState.Carried } && round.Asked == input.Outcome;
        if (round is { State: RoundState.Carried } && !follows) return JuryErrors.VoteSaysOtherwise(round);
        if (round is { State: RoundState.Rejected } && round.Asked == input.Outcome) return JuryErrors.VoteRejected(round);
        if (!follows && input.Vote is { } vote)
        {
            if (vote.Total != voters.Count || vote.For < 0 || vote.Against < 0 || vote.Abstentions < 0) return JuryErrors.VoteCount(vote.Total, voters.Count);
            if (!Majority.Carries(rule, vote, voters.Count, Majority.CastingVote(rule, voters) ? BallotChoice.For : null)) return rule.Majority == JuryMajority.Absolute ? JuryErrors.NoMajority(Majority.Needed(voters.Count)) : JuryErrors.NoMajorityCast;
        }

        var decision = decisions.Find(d => d.EnrolmentId == enrolmentId && d.BlockCode == blockCode);
        if (decision is null) decisions.Add(decision = new BlockDecision(Id, enrolmentId, blockCode));
        decision.Set(proposal.Outcome, input, follows ? round!.Count() : input.Vote, voters.Count, by, now);
        TakeConfirmationsBack();
        return Result.Success;
    }

    public Result UndoDecision(Guid enrolmentId, string blockCode)
    {
        if (Frozen() is { } frozen) return frozen;
        if (decisions.RemoveAll(d => d.EnrolmentId == enrolmentId && d.BlockCode == blockCode) == 0) return JuryErrors.NoDecisionToUndo;
        TakeConfirmationsBack();
        return Result.Success;
    }

    /// <summary>Asks each voice for itself. An earlier round on the block is kept; the last one counts.</summary>
    public Result<VoteRound> CallVote(JuryRule rule, QuorumRule quorum, Guid enrolmentId, string blockCode, IReadOnlyList<string> blocksToEvaluate, Outcome asked, Signatory by, DateTimeOffset now)
    {
        if (Obstacle() is { } closed) return closed;
        if (!blocksToEvaluate.Contains(blockCode)) return JuryErrors.BlockNotToDecide(blockCode);
        if (Quorum.Obstacle(quorum, rule, VotersFor(enrolmentId, rule)) is { } missing) return JuryErrors.NoQuorum(missing);
        if (LastRound(enrolmentId, blockCode)?.State == RoundState.Open) return JuryErrors.VoteUnderWay(blockCode);
        var number = rounds.Count(r => r.EnrolmentId == enrolmentId && r.BlockCode == blockCode) + 1;
        var round = VoteRound.Call(Id, enrolmentId, blockCode, number, asked, by, now);
        rounds.Add(round);
        return round;
    }

    /// <summary>One voice, once: by the member, by whoever holds their proxy, or taken down by the presidency for a member who has no sign-in.</summary>
    /// <param name="casterId">The seat of who acts.</param>
    public Result Cast(JuryRule rule, Guid roundId, Guid memberId, BallotChoice choice, Guid casterId, DateTimeOffset now)
    {
        if (Obstacle() is { } closed) return closed;
        if (rounds.Find(r => r.Id == roundId) is not { State: RoundState.Open } round) return JuryErrors.VoteClosed;
        if (members.Find(m => m.Id == memberId) is not { } member || members.Find(m => m.Id == casterId) is not { } caster) return JuryErrors.UnknownMember;
        if (IsRecused(memberId, round.EnrolmentId) || (member.ProxyHolderId is { } proxy && IsRecused(proxy, round.EnrolmentId))) return JuryErrors.RecusedDoNotVote(member.Name);
        if (member.Presence == Presence.Left) return JuryErrors.LeftDoNotVote(member.Name);
        if (VotersFor(round.EnrolmentId, rule).All(v => v.Id != memberId)) return JuryErrors.NoVoice(member.Name);
        if (caster.Presence != Presence.Present || !(casterId == memberId || member.ProxyHolderId == casterId || (member is { MembershipId: null, ProxyHolderId: null } && caster.Presides)))
            return JuryErrors.NotTheirVoice(member.Name);
        if (round.Ballots.FirstOrDefault(b => b.MemberId != memberId && SeatOf(b.MemberId) == SeatOf(memberId)) is { } given) return JuryErrors.SeatVoted(member.Name, members.Single(m => m.Id == given.MemberId).Name);
        return round.Add(member, choice, casterId, now);
    }

    /// <summary>
    /// Counts a round. A voice that was not given counts among the voices present or represented, and on neither side. What was decided of the block before it is
    /// to be decided again: minutes that say one thing and their votes another would prove nothing.
    /// </summary>
    public Result CloseVote(JuryRule rule, Guid roundId, DateTimeOffset now)
    {
        if (Obstacle() is { } closed) return closed;
        if (rounds.Find(r => r.Id == roundId) is not { State: RoundState.Open } round) return JuryErrors.VoteClosed;
        var voters = VotersFor(round.EnrolmentId, rule);
        // Who voted then left has voted: their voice stays in the count, and is that of their seat, whoever sits there now.
        var voices = voters.Select(v => v.Id).Union(round.Ballots.Select(b => b.MemberId)).Select(SeatOf).Distinct().Count();
        var president = rule.CastingVote ? members.Find(m => m.IsPresident) : null;
        round.Close(rule, voices, round.Ballots.FirstOrDefault(b => b.MemberId == president?.Id && b.CastById == b.MemberId)?.Choice, now);
        decisions.RemoveAll(d => d.EnrolmentId == round.EnrolmentId && d.BlockCode == round.BlockCode);
        TakeConfirmationsBack();
        return Result.Success;
    }

    /// <summary>Gives a round up before its count; it stays on record as such.</summary>
    public Result CancelVote(Guid roundId)
    {
        if (Obstacle() is { } closed) return closed;
        if (rounds.Find(r => r.Id == roundId) is not { State: RoundState.Open } round) return JuryErrors.VoteClosed;
        round.Cancel();
        return Result.Success;
    }

    /// <summary>A substitute has the seat of their titular.</summary>
    private Guid SeatOf(Guid memberId) => members.Single(m => m.Id == memberId).SubstituteForId ?? memberId;

    /// <summary>The round that counts for a block: its last one, unless it was given up.</summary>
    public VoteRound? LastRound(Guid enrolmentId, string blockCode) =>
        rounds.Where(r => r.EnrolmentId == enrolmentId && r.BlockCode == blockCode && r.State != RoundState.Cancelled).MaxBy(r => r.Number);
}
