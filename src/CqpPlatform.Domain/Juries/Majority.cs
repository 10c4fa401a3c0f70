using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>Absolute majority of the voices present or represented unless the rule says simple; the president's casting vote settles a tie where the fiche gives one.</summary>
public static class Majority
{
    public static int Needed(int voices) => (voices / 2) + 1;

    /// <param name="president">What the president voted, where the rule gives them the casting vote; null when they did not vote.</param>
    public static bool Carries(JuryRule rule, Vote vote, int voices, BallotChoice? president) =>
        (rule.Majority == JuryMajority.Absolute ? vote.For >= Needed(voices) : vote.For > vote.Against)
        || (rule.CastingVote && vote.For == vote.Against && president == BallotChoice.For);

    /// <summary>Whether a tie can be settled: the fiche gives the president a casting vote, and the president is there and votes.</summary>
    public static bool CastingVote(JuryRule rule, IEnumerable<JuryMember> voters) => rule.CastingVote && voters.Any(m => m is { IsPresident: true, Presence: Presence.Present });
}
