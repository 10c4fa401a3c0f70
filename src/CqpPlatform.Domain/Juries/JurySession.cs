using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>A paritarian jury in session: composition, presence, recusals, decisions block by block, then the seal that freezes them.</summary>
public sealed partial class JurySession : TenantEntity
{
    public const int PlaceMaxLength = 160, AgendaMaxLength = 2000;
    private readonly List<JuryMember> members = [];
    private readonly List<Recusal> recusals = [];
    private readonly List<BlockDecision> decisions = [];
    private readonly List<VoteRound> rounds = [];
    private readonly List<ImpartialityStatement> statements = [];
    private readonly List<SessionPause> pauses = [];

    private JurySession() { }

    public Guid CampaignId { get; private set; }
    public DateOnly Date { get; private set; }

    /// <summary>Paris time; asked for before anybody is convened.</summary>
    public TimeOnly? StartsAt { get; private set; }
    public string Place { get; private set; } = "";

    /// <summary>One item a line, as the certifier wrote it; null where the usual one holds.</summary>
    public string? Agenda { get; private set; }
    public JurySessionStatus Status { get; private set; }

    /// <summary>The routes whose candidates this session judges: those that share one jury rule.</summary>
    public IReadOnlyList<AccessRoute> AccessRoutes { get; private set; } = [];
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? SealedAt { get; private set; }
    public string? MinutesNumber { get; private set; }

    /// <summary>What is printed behind the minutes: chosen by whoever confirmed first, then by whoever seals, who was shown that choice.</summary>
    public AnnexKinds Annexes { get; private set; }
    public IReadOnlyList<JuryMember> Members => members;
    public IReadOnlyList<Recusal> Recusals => recusals;
    public IReadOnlyList<BlockDecision> Decisions => decisions;

    /// <summary>Nominal votes, kept one after the other whatever became of the decision.</summary>
    public IReadOnlyList<VoteRound> Rounds => rounds;
    public IReadOnlyList<ImpartialityStatement> Statements => statements;
    public IReadOnlyList<SessionPause> Pauses => pauses;

    public static JurySession Convene(Guid campaignId, IReadOnlyList<AccessRoute> accessRoutes, DateOnly date, string place) =>
        new() { CampaignId = campaignId, AccessRoutes = accessRoutes, Date = date, Place = place };

    /// <summary>The same seats as a session put off: presence, declarations and links start afresh.</summary>
    public void SeatLike(JurySession postponed)
    {
        var seats = new Dictionary<Guid, Guid>();
        foreach (var m in postponed.members.OrderBy(m => m.IsSubstitute))
        {
            var member = new JuryMember(Id, new(m.LastName, m.FirstName, m.College, m.Quality, m.IsPresident, m.MembershipId, m.OrganisationId, m.CompanyId,
                m.IsVicePresident, m.MandateFrom, m.MandateUntil, m.SubstituteForId is { } titular ? seats[titular] : null, m.Email));
            members.Add(member);
            seats[m.Id] = member.Id;
        }
    }

    /// <param name="contested">The last of the sessions whose decisions are judged again in this one; null where there is none.</param>
    public Result Reschedule(DateOnly date, string place, DateOnly? contested = null)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        if (date <= contested) return AppealErrors.SessionBefore(contested.Value);
        (Date, Place) = (date, place);
        return Result.Success;
    }

    /// <summary>The hour and the agenda that convocations tell.</summary>
    public Result Prepare(TimeOnly? startsAt, string? agenda)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        (StartsAt, Agenda) = (startsAt, agenda.OrNull());
        return Result.Success;
    }

    /// <summary>Members are convened, and convened again, until the session opens.</summary>
    public Result MayConvene()
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        if (members.Count == 0) return JuryErrors.NobodyToConvene;
        return StartsAt is null ? JuryErrors.HourMissing : Result.Success;
    }

    /// <summary>Before the session opens: conflicts are looked for once, at the opening.</summary>
    public Result<JuryMember> Seat(JurySeatHolder holder)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        if (holder.MembershipId is { } membership && members.Exists(m => m.MembershipId == membership)) return JuryErrors.SeatedTwice;
        if (holder.SubstituteForId is { } titularId)
        {
            if (members.Find(m => m.Id == titularId) is not { IsSubstitute: false } titular || titular.College != holder.College) return JuryErrors.TitularUnknown;
            if (members.Exists(m => m.SubstituteForId == titularId)) return JuryErrors.SubstituteTaken(titular.Name);
            if (holder.IsPresident || holder.IsVicePresident) return JuryErrors.SubstitutePresides;
        }
        var member = new JuryMember(Id, holder);
        members.Add(member);
        return member;
    }

    public Result Unseat(Guid memberId)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        if (members.Exists(m => m.SubstituteForId == memberId)) return JuryErrors.SubstituteFirst;
        foreach (var represented in members.Where(m => m.ProxyHolderId == memberId)) represented.Attend(Presence.Expected, null);
        statements.RemoveAll(s => s.MemberId == memberId);
        return members.RemoveAll(m => m.Id == memberId) > 0 ? Result.Success : JuryErrors.UnknownMember;
    }

    /// <summary>Names who presides. Still possible once the session is open: a president may leave, and two persons have to seal.</summary>
    public Result Designate(JuryRule rule, Guid presidentId, Guid? vicePresidentId)
    {
        if (Frozen() is { } frozen) return frozen;
        if (members.TrueForAll(m => m.Id != presidentId) || (vicePresidentId is { } v && members.TrueForAll(m => m.Id != v))) return JuryErrors.UnknownMember;
        if (members.Exists(m => m.IsSubstitute && (m.Id == presidentId || m.Id == vicePresidentId))) return JuryErrors.SubstitutePresides;
        var before = members.Select(m => (Member: m, m.IsPresident, m.IsVicePresident)).ToList();
        members.ForEach(m => m.Designate(m.Id == presidentId, m.Id == vicePresidentId && m.Id != presidentId));
        if (Status.IsUnderWay() && JuryComposition.Presidency(rule, [.. members.Where(m => !m.IsSubstitute)]) is { } incomplete)
        {
            before.ForEach(b => b.Member.Designate(b.IsPresident, b.IsVicePresident));
            return incomplete;
        }
        TakeConfirmationsBack();
        return Result.Success;
    }

    /// <summary>Opens the session, its day come, once the composition is the fiche's; detected conflicts become recusals.</summary>
    /// <param name="today">In Paris: the minutes say that it was held on its day.</param>
    /// <param name="quorum">The certifier's settings of today, which the session keeps.</param>
    public Result Open(JuryRule rule, int unionSeats, IEnumerable<CandidateLinks> candidates, DateOnly today, DateTimeOffset now, QuorumRule? quorum = null, int appealDays = Appeal.DefaultDays)
    {
        if (Status != JurySessionStatus.Convened) return JuryErrors.AlreadyOpen;
        if (today < Date) return JuryErrors.BeforeItsDay(Date);
        if (JuryComposition.Check(rule, unionSeats, members, Date) is { Count: > 0 } gaps) return Result.From(gaps);
        Keep(quorum ?? QuorumRule.Default, unionSeats, appealDays);
        DetectConflicts(candidates);
        (Status, OpenedAt) = (JurySessionStatus.Open, now);
        return Result.Success;
    }

    /// <summary>Everything that keeps the session from being sealed, all at once.</summary>
    /// <param name="candidates">Name and blocks to decide of every candidate it judges.</param>
    public IReadOnlyList<Error> SealingGaps(JuryRule rule, QuorumRule quorum, IEnumerable<(Guid EnrolmentId, string Name, IReadOnlyList<string> Blocks)> candidates)
    {
        var gaps = new List<Error>();
        if (Obstacle() is { } closed) gaps.Add(closed);
        if (Quorum.Obstacle(quorum, rule, Sitting()) is { } missing) gaps.Add(JuryErrors.NoQuorum(missing));
        gaps.AddRange(members.Where(m => m.Presence == Presence.Expected).Select(m => JuryErrors.PresenceUnknown(m.Name)));
        gaps.AddRange(members.Where(m => m.Sat && StatementOf(m.Id) is null).Select(m => JuryErrors.StatementMissing(m.Name)));
        gaps.AddRange(rounds.Where(r => r.State == RoundState.Open).Select(r => JuryErrors.VoteUnderWay(r.BlockCode)));
        foreach (var (enrolmentId, name, blocks) in candidates)
        {
            var undecided = blocks.Where(b => !decisions.Exists(d => d.EnrolmentId == enrolmentId && d.BlockCode == b)).ToList();
            if (undecided.Count > 0) gaps.Add(JuryErrors.Undecided(name, undecided));
        }
        return gaps;
    }

    /// <summary>A president who is present agrees to seal what is decided. Any change after it takes the agreement back.</summary>
    public Result Confirm(Guid? membershipId, AnnexKinds annexes, DateTimeOffset now)
    {
        if (Obstacle() is { } closed) return closed;
        if (membershipId is null || members.Find(m => m.MembershipId == membershipId) is not { Presides: true, Presence: Presence.Present } president)
            return JuryErrors.PresidentMustSeal;
        president.Confirm(now);
        Annexes = annexes;
        return Result.Success;
    }

    /// <summary>Colleges whose president or vice-president has still to confirm: two persons seal, never one twice. A jury of a single college has one president only.</summary>
    public IReadOnlyList<College> ConfirmationsMissing(JuryRule rule) =>
        [.. PresidingColleges(rule).Except(members.Where(m => m.Presides && m.ConfirmedAt is not null).Select(m => m.College))];

    /// <summary>Who confirmed, where it is this president's turn to seal; null for anybody else.</summary>
    public JuryMember? ConfirmedBefore(Guid? membershipId) =>
        membershipId is not null && Status == JurySessionStatus.Open && members.Find(m => m.MembershipId == membershipId) is { Presides: true, Presence: Presence.Present, ConfirmedAt: null }
            ? members.Find(m => m.Presides && m.ConfirmedAt is not null) : null;

    private IEnumerable<College> PresidingColleges(JuryRule rule) =>
        rule.Presidency == JuryPresidency.Paritarian ? rule.ParitarianColleges() : members.Where(m => m.Presides).Select(m => m.College);

    private void TakeConfirmationsBack() => members.ForEach(m => m.Confirm(null));

    /// <summary>Freezes the session under its number. Call <see cref="SealingGaps"/> first, in the same transaction.</summary>
    public void Seal(string minutesNumber, DateTimeOffset now)
    {
        if (Status != JurySessionStatus.Open) throw new InvalidOperationException($"A session is sealed once, from open; this one is {Status}.");
        (Status, SealedAt, MinutesNumber) = (JurySessionStatus.Sealed, now, minutesNumber);
    }
}
