namespace CqpPlatform.Domain.Juries;

/// <summary>What the certifier had set when the session opened: a later setting changes nothing of it.</summary>
public sealed partial class JurySession
{
    public QuorumRule OpenedUnder { get; private set; } = QuorumRule.Default;

    /// <summary>Seats of each paritarian college, where the fiche leaves them to the branch.</summary>
    public int UnionSeats { get; private set; }

    /// <summary>Days to appeal once the results are told.</summary>
    public int AppealDays { get; private set; } = Appeal.DefaultDays;

    private void Keep(QuorumRule quorum, int unionSeats, int appealDays) => (OpenedUnder, UnionSeats, AppealDays) = (quorum, unionSeats, appealDays);
}
