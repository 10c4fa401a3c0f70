using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

public enum JurySessionStatus { Convened, Open, Sealed }

/// <summary>A paritarian jury in session: composition, presence, recusals, decisions block by block, then the seal that freezes them.</summary>
public sealed class JurySession : TenantEntity
{
    public const int PlaceMaxLength = 160;
    private readonly List<JuryMember> members = [];
    private readonly List<Recusal> recusals = [];
    private readonly List<BlockDecision> decisions = [];

    private JurySession() { }

    public Guid CampaignId { get; private set; }
    public DateOnly Date { get; private set; }
    public string Place { get; private set; } = "";
    public JurySessionStatus Status { get; private set; }

    /// <summary>The routes whose candidates this session judges: those that share one jury rule.</summary>
    public IReadOnlyList<AccessRoute> AccessRoutes { get; private set; } = [];
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? SealedAt { get; private set; }
    public string? MinutesNumber { get; private set; }
    public IReadOnlyList<JuryMember> Members => members;
    public IReadOnlyList<Recusal> Recusals => recusals;
    public IReadOnlyList<BlockDecision> Decisions => decisions;

    public static JurySession Convene(Guid campaignId, IReadOnlyList<AccessRoute> accessRoutes, DateOnly date, string place) =>
        new() { CampaignId = campaignId, AccessRoutes = accessRoutes, Date = date, Place = place };

    public Result Reschedule(DateOnly date, string place)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        (Date, Place) = (date, place);
        return Result.Success;
    }

    /// <summary>Before the session opens: conflicts are looked for once, at the opening.</summary>
    public Result<JuryMember> Seat(JurySeatHolder holder)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        if (holder.MembershipId is { } membership && members.Exists(m => m.MembershipId == membership)) return JuryErrors.SeatedTwice;
        var member = new JuryMember(Id, holder);
        members.Add(member);
        return member;
    }

    public Result Unseat(Guid memberId)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        foreach (var represented in members.Where(m => m.ProxyHolderId == memberId)) represented.Attend(Presence.Expected, null);
        return members.RemoveAll(m => m.Id == memberId) > 0 ? Result.Success : JuryErrors.UnknownMember;
    }

    /// <summary>Opens the session once the composition is the fiche's; detected conflicts become recusals.</summary>
    public Result Open(JuryRule rule, int unionSeats, IEnumerable<CandidateLinks> candidates, DateTimeOffset now)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        if (JuryComposition.Check(rule, unionSeats, members) is { Count: > 0 } gaps) return Result.From(gaps);
        foreach (var candidate in candidates)
            foreach (var member in members)
                if (candidate.ConflictWith(member) is { } kind)
                    recusals.Add(new Recusal(Id, member.Id, candidate.EnrolmentId, kind, null));
        (Status, OpenedAt) = (JurySessionStatus.Open, now);
        return Result.Success;
    }

    public Result Attend(Guid memberId, Presence presence, Guid? proxyHolderId, QuorumRule rule)
    {
        if (Status == JurySessionStatus.Sealed) return JuryErrors.Sealed;
        if (members.Find(m => m.Id == memberId) is not { } member) return JuryErrors.UnknownMember;
        if (presence == Presence.Represented)
        {
            if (proxyHolderId == memberId) return JuryErrors.ProxyToSelf;
            if (members.Find(m => m.Id == proxyHolderId) is not { Presence: Presence.Present }) return JuryErrors.ProxyHolderAbsent;
            if (members.Count(m => m.Id != memberId && m.ProxyHolderId == proxyHolderId) >= rule.ProxiesPerMember) return JuryErrors.ProxyLimit;
        }
        member.Attend(presence, presence == Presence.Represented ? proxyHolderId : null);
        // Whoever leaves takes the proxies held with them.
        if (presence != Presence.Present)
            foreach (var represented in members.Where(m => m.ProxyHolderId == memberId))
                represented.Attend(Presence.Excused, null);
        TakeConfirmationsBack();
        return Result.Success;
    }

    public Result DeclareLink(Guid memberId, Guid enrolmentId, string detail)
    {
        if (Status == JurySessionStatus.Sealed) return JuryErrors.Sealed;
        if (members.TrueForAll(m => m.Id != memberId)) return JuryErrors.UnknownMember;
        if (string.IsNullOrWhiteSpace(detail)) return JuryErrors.LinkUnknown;
        if (recusals.Exists(r => r.MemberId == memberId && r.EnrolmentId == enrolmentId)) return Result.Success;
        recusals.Add(new Recusal(Id, memberId, enrolmentId, RecusalKind.DeclaredLink, detail.Trim()));
        // Those decisions counted a voice that does not count: the jury takes them again.
        decisions.RemoveAll(d => d.EnrolmentId == enrolmentId);
        TakeConfirmationsBack();
        return Result.Success;
    }

    /// <summary>Members whose voice counts on this candidate: present or represented, in a voting seat, neither they nor whoever votes for them recused.</summary>
    public IReadOnlyList<JuryMember> VotersFor(Guid enrolmentId, JuryRule rule) =>
    [
        .. members.Where(m => m.Presence.Sits() && rule.Votes(m.College)
            && !IsRecused(m.Id, enrolmentId)
            && (m.ProxyHolderId is not { } holder || !IsRecused(holder, enrolmentId))),
    ];

    private bool IsRecused(Guid memberId, Guid enrolmentId) => recusals.Exists(r => r.MemberId == memberId && r.EnrolmentId == enrolmentId);

    public Result Decide(JuryRule rule, QuorumRule quorum, Guid enrolmentId, string blockCode, IReadOnlyList<string> blocksToEvaluate, Proposal proposal, DecisionInput input, Signatory by, DateTimeOffset now)
    {
        if (Status == JurySessionStatus.Sealed) return JuryErrors.Sealed;
        if (Status != JurySessionStatus.Open) return JuryErrors.NotOpen;
        if (!blocksToEvaluate.Contains(blockCode)) return JuryErrors.BlockNotToDecide(blockCode);
        var voters = VotersFor(enrolmentId, rule);
        if (Quorum.Obstacle(quorum, rule, voters) is { } missing) return JuryErrors.NoQuorum(missing);

        if (string.IsNullOrWhiteSpace(input.Motive))
        {
            if (input.Outcome != Outcome.Validated) return JuryErrors.MotiveOnRefusal;
            if (!input.Outcome.Follows(proposal.Outcome)) return JuryErrors.MotiveOnDeparture;
        }
        if (input.Vote is { } vote)
        {
            if (vote.Total != voters.Count || vote.For < 0 || vote.Against < 0 || vote.Abstentions < 0) return JuryErrors.VoteCount(vote.Total, voters.Count);
            // Without a president among the voters, nobody has the casting vote.
            var counted = rule with { CastingVote = rule.CastingVote && voters.Any(m => m.IsPresident) };
            if (!Majority.Carries(counted, vote, voters.Count)) return JuryErrors.NoMajority(Majority.Needed(voters.Count));
        }

        var decision = decisions.Find(d => d.EnrolmentId == enrolmentId && d.BlockCode == blockCode);
        if (decision is null) decisions.Add(decision = new BlockDecision(Id, enrolmentId, blockCode));
        decision.Set(proposal.Outcome, input, input.Vote ?? new Vote(voters.Count, 0, 0), by, now);
        TakeConfirmationsBack();
        return Result.Success;
    }

    public Result UndoDecision(Guid enrolmentId, string blockCode)
    {
        if (Status == JurySessionStatus.Sealed) return JuryErrors.Sealed;
        if (decisions.RemoveAll(d => d.EnrolmentId == enrolmentId && d.BlockCode == blockCode) == 0) return JuryErrors.NoDecisionToUndo;
        TakeConfirmationsBack();
        return Result.Success;
    }

    /// <summary>Everything that keeps the session from being sealed, all at once.</summary>
    /// <param name="candidates">Name and blocks to decide of every candidate of the campaign.</param>
    public IReadOnlyList<Error> SealingGaps(JuryRule rule, QuorumRule quorum, IEnumerable<(Guid EnrolmentId, string Name, IReadOnlyList<string> Blocks)> candidates)
    {
        var gaps = new List<Error>();
        if (Status == JurySessionStatus.Sealed) gaps.Add(JuryErrors.Sealed);
        else if (Status != JurySessionStatus.Open) gaps.Add(JuryErrors.NotOpen);
        if (Quorum.Obstacle(quorum, rule, [.. members.Where(m => m.Presence.Sits())]) is { } missing) gaps.Add(JuryErrors.NoQuorum(missing));
        gaps.AddRange(members.Where(m => m.Presence == Presence.Expected).Select(m => JuryErrors.PresenceUnknown(m.Name)));
        foreach (var (enrolmentId, name, blocks) in candidates)
        {
            var undecided = blocks.Where(b => !decisions.Exists(d => d.EnrolmentId == enrolmentId && d.BlockCode == b)).ToList();
            if (undecided.Count > 0) gaps.Add(JuryErrors.Undecided(name, undecided));
        }
        return gaps;
    }

    /// <summary>A president who is present agrees to seal what is decided. Any change after it takes the agreement back.</summary>
    public Result Confirm(Guid? membershipId, DateTimeOffset now)
    {
        if (Status == JurySessionStatus.Sealed) return JuryErrors.Sealed;
        if (Status != JurySessionStatus.Open) return JuryErrors.NotOpen;
        if (membershipId is null || members.Find(m => m.MembershipId == membershipId) is not { IsPresident: true, Presence: Presence.Present } president)
            return JuryErrors.PresidentMustSign;
        president.Confirm(now);
        return Result.Success;
    }

    /// <summary>Colleges whose president has still to confirm; a paritarian presidency takes one person of each college, others one president.</summary>
    public IReadOnlyList<College> ConfirmationsMissing(JuryRule rule)
    {
        var confirmed = members.Where(m => m is { IsPresident: true, ConfirmedAt: not null }).ToList();
        if (rule.Presidency == JuryPresidency.Paritarian) return [.. rule.ParitarianColleges().Where(c => !confirmed.Exists(m => m.College == c))];
        return confirmed.Count > 0 ? [] : [.. members.Where(m => m.IsPresident).Select(m => m.College).Distinct()];
    }

    private void TakeConfirmationsBack() => members.ForEach(m => m.Confirm(null));

    /// <summary>Freezes the session under its number. Call <see cref="SealingGaps"/> first, in the same transaction.</summary>
    public void Seal(string minutesNumber, DateTimeOffset now)
    {
        if (Status != JurySessionStatus.Open) throw new InvalidOperationException($"A session is sealed once, from open; this one is {Status}.");
        (Status, SealedAt, MinutesNumber) = (JurySessionStatus.Sealed, now, minutesNumber);
    }
}
