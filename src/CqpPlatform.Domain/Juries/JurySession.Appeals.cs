using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>What an appeal needs of a session: of the one it contests, and of the one that deliberates again.</summary>
public sealed partial class JurySession
{
    /// <summary>It judges the blocks that appeals contest, and nothing else.</summary>
    public bool ForAppeals { get; private set; }

    /// <summary>A session for the appeals against another one: same routes, same seats, and presence, declarations and links of its own.</summary>
    public static JurySession ConveneForAppeals(JurySession contested, DateOnly date, string place)
    {
        var session = Convene(contested.CampaignId, contested.AccessRoutes, date, place);
        session.ForAppeals = true;
        // The names of a jury leave its session after some years; the seats are then given anew.
        if (contested.MembersErasedAt is null) session.SeatLike(contested);
        return session;
    }

    /// <summary>Blocks that were refused or adjourned here, as corrected.</summary>
    public IReadOnlyList<string> Contestable(Guid enrolmentId) =>
        Status == JurySessionStatus.Sealed ? [.. DecisionsInForce.Where(d => d.EnrolmentId == enrolmentId && d.Outcome != Outcome.Validated).Select(d => d.BlockCode).Order(StringComparer.Ordinal)] : [];

    /// <summary>Of those, the blocks that no appeal holds.</summary>
    /// <param name="appeals">Those of other sessions and candidates do not count.</param>
    public IReadOnlyList<string> Uncontested(Guid enrolmentId, IEnumerable<Appeal> appeals) =>
        [.. Contestable(enrolmentId).Except(appeals.Where(a => a.SessionId == Id && a.EnrolmentId == enrolmentId && a.Stands).SelectMany(a => a.Blocks))];

    /// <summary>Last day in time of an appeal, where the results were told that day.</summary>
    public DateOnly AppealsDueOn(DateOnly told) => told.AddDays(AppealDays);

    /// <summary>Of what they hold once it is sealed. A decision that an appeal leaves as it was gives no other document.</summary>
    public bool GivesDocumentTo(Guid enrolmentId) => !ForAppeals || DecisionsInForce.Any(d => d.EnrolmentId == enrolmentId && d.Outcome == Outcome.Validated);

    /// <summary>A candidate whose appeal is no more before this session, which has decided nothing about them.</summary>
    internal Result Release(Guid enrolmentId)
    {
        if (Frozen() is { } frozen) return frozen;
        if (rounds.Find(r => r.EnrolmentId == enrolmentId && r.State == RoundState.Open) is { } round) return JuryErrors.VoteUnderWay(round.BlockCode);
        if (decisions.Exists(d => d.EnrolmentId == enrolmentId)) return AppealErrors.DecidedAlready;
        TakeConfirmationsBack();
        return Result.Success;
    }
}
