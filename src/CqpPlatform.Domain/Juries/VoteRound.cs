using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

public enum BallotChoice { For, Against, Abstention }

public static class BallotChoiceFacts
{
    public static string French(this BallotChoice choice) => choice switch
    {
        BallotChoice.For => "pour",
        BallotChoice.Against => "contre",
        BallotChoice.Abstention => "abstention",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };
}

public enum RoundState { Open, Carried, Rejected, Cancelled }

public static class RoundStateFacts
{
    public static string French(this RoundState state) => state switch
    {
        RoundState.Open => "en cours",
        RoundState.Carried => "adopté",
        RoundState.Rejected => "rejeté",
        RoundState.Cancelled => "annulé",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

/// <summary>A nominal vote on one outcome for one block: each voice by name, kept whatever follows.</summary>
public sealed class VoteRound : TenantEntity
{
    private readonly List<Ballot> ballots = [];

    private VoteRound() { }

    public Guid SessionId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public string BlockCode { get; private set; } = "";

    /// <summary>1 for the first vote on the block, 2 for the next.</summary>
    public int Number { get; private set; }
    public Outcome Asked { get; private set; }
    public RoundState State { get; private set; }
    public string CalledByName { get; private set; } = "";
    public DateTimeOffset CalledAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Voices present or represented when it was counted.</summary>
    public int Voices { get; private set; }

    /// <summary>A tie that the president's own ballot settled.</summary>
    public bool ByCastingVote { get; private set; }
    public IReadOnlyList<Ballot> Ballots => ballots;

    internal static VoteRound Call(Guid sessionId, Guid enrolmentId, string blockCode, int number, Outcome asked, Signatory by, DateTimeOffset now) =>
        new() { SessionId = sessionId, EnrolmentId = enrolmentId, BlockCode = blockCode, Number = number, Asked = asked, CalledByName = by.Name, CalledAt = now };

    /// <summary>The count: what was not said is an abstention.</summary>
    public Vote Count()
    {
        var (votesFor, against) = (ballots.Count(b => b.Choice == BallotChoice.For), ballots.Count(b => b.Choice == BallotChoice.Against));
        return new(votesFor, against, Math.Max(Voices, ballots.Count) - votesFor - against);
    }

    internal Result Add(JuryMember member, BallotChoice choice, Guid casterId, DateTimeOffset now)
    {
        if (ballots.Exists(b => b.MemberId == member.Id)) return JuryErrors.VotedAlready(member.Name);
        ballots.Add(new Ballot(Id, member.Id, choice, casterId, now));
        return Result.Success;
    }

    internal void Close(JuryRule rule, int voices, BallotChoice? president, DateTimeOffset now)
    {
        Voices = voices;
        var vote = Count();
        (State, ClosedAt) = (Majority.Carries(rule, vote, voices, president) ? RoundState.Carried : RoundState.Rejected, now);
        ByCastingVote = State == RoundState.Carried && !Majority.Carries(rule, vote, voices, null);
    }

    internal void Cancel() => State = RoundState.Cancelled;
}

/// <summary>One member's voice in one round.</summary>
public sealed class Ballot : TenantEntity
{
    private Ballot() { }
    internal Ballot(Guid roundId, Guid memberId, BallotChoice choice, Guid castById, DateTimeOffset at) => (RoundId, MemberId, Choice, CastById, At) = (roundId, memberId, choice, castById, at);

    public Guid RoundId { get; private set; }
    public Guid MemberId { get; private set; }
    public BallotChoice Choice { get; private set; }

    /// <summary>Who gave it: the member, their proxy holder, or the presidency for whoever has no sign-in.</summary>
    public Guid CastById { get; private set; }
    public DateTimeOffset At { get; private set; }
}
