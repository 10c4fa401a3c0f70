using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary><c>OutOfAppeal</c>: refused before, and not contested.</summary>
public enum CellState { OutOfChoice, OutOfAppeal, Acquired, Proposed, Decided }

/// <summary>One block of one candidate, as the table shows it.</summary>
/// <param name="AcquiredOn">Of a block acquired before this session.</param>
public sealed record BlockCell(string Code, CellState State, DateOnly? AcquiredOn = null, ProposalOutcome? Proposed = null, Outcome? Decided = null)
{
    /// <summary>A nominal vote is under way on it, or was counted: it is decided by itself.</summary>
    public bool Voted { get; init; }
    public bool ToDeliberate => State == CellState.Proposed && Proposed == ProposalOutcome.ToDeliberate;
    public bool NotValidated => (State == CellState.Proposed && Proposed == ProposalOutcome.NotValidated) || (State == CellState.Decided && Decided != Outcome.Validated);
}

/// <param name="Reason">« même entreprise », « lien déclaré ».</param>
public sealed record RecusalView(Guid MemberId, string Member, string Reason);

/// <param name="Voices">Members whose voice counts on this candidate.</param>
/// <param name="QuorumObstacle">Why the jury cannot decide on this candidate, or null.</param>
public sealed record CandidateRow(Guid EnrolmentId, string Name, IReadOnlyList<BlockCell> Cells, IReadOnlyList<RecusalView> Recusals, int Voices, string? QuorumObstacle)
{
    public int ToDecide => Cells.Count(c => c.State == CellState.Proposed);
    public bool Complete => ToDecide == 0;
    public int Chosen => Cells.Count(c => c.State != CellState.OutOfChoice);
    public int Held => Cells.Count(c => c.State == CellState.Acquired || c.Decided == Outcome.Validated);

    /// <summary>« CQP », « 6/7 », or a dash while a block waits.</summary>
    public string Issue => !Complete ? "–" : Held == Chosen ? "CQP" : $"{Held}/{Chosen}";
}

public sealed record MemberView(Guid Id, string Name, College College, string Quality, bool IsPresident, Presence Presence, Guid? ProxyHolderId, string? ProxyHolder,
    bool SignsIn, string? Organisation, string? Company, DateTimeOffset? ConfirmedAt)
{
    public bool IsVicePresident { get; init; }

    /// <summary>When the last convocation left.</summary>
    public DateTimeOffset? ConvenedAt { get; init; }
    public bool Remote { get; init; }
    public TimeOnly? ArrivedAt { get; init; }
    public TimeOnly? LeftAt { get; init; }

    /// <summary>Their voice counts: present or represented, a substitute only while their titular is not.</summary>
    public bool Sits { get; init; }
    public Guid? SubstituteForId { get; init; }

    /// <summary>Name of the titular this member replaces.</summary>
    public string? SubstituteFor { get; init; }

    /// <summary>When the declaration of impartiality that holds was signed.</summary>
    public DateTimeOffset? DeclaredAt { get; init; }
    public bool DeclaredOnPaper { get; init; }
    public bool Presides => IsPresident || IsVicePresident;
    public string? Office => IsPresident ? "présidence" : IsVicePresident ? "vice-présidence" : null;

    public bool Sat => Presence.Sat(LeftAt);

    /// <summary>As it is told: whoever left and is represented since has left, and says by whom beside it.</summary>
    public Presence Told => LeftAt is null ? Presence : Presence.Left;

    /// <summary>« à distance, arrivée à 10:15, départ à 11:30, puis pouvoir à X »; whoever was there all along has nothing to say.</summary>
    public string Hours => string.Join(", ", new[] { Remote ? "à distance" : null, ArrivedAt is { } a ? $"arrivée à {FrenchFormat.Time(a)}" : null, LeftAt is { } l ? $"départ à {FrenchFormat.Time(l)}" : null, ProxyHolder is { } holder ? $"{(LeftAt is null ? "" : "puis ")}pouvoir à {holder}" : null }.OfType<string>());
}

/// <param name="Mine">The viewer may give this voice: their own, a proxy's, or that of a member without a sign-in when they preside.</param>
public sealed record VoterView(Guid MemberId, string Name, bool Voted, bool Mine)
{
    /// <summary>The viewer holds their proxy.</summary>
    public bool ByProxy { get; init; }
}

/// <summary>Something that keeps the session from being sealed, and the page where it is mended.</summary>
public sealed record SealingGap(string Text, string? Href);

/// <summary>A nominal vote under way.</summary>
public sealed record OpenVote(Guid RoundId, BlockKey Block, string Candidate, int Number, Outcome Asked, IReadOnlyList<VoterView> Voters)
{
    public int Cast => Voters.Count(v => v.Voted);
}

/// <param name="Seats">Seats the rule gives this college.</param>
public sealed record CollegeView(College College, int Seats, IReadOnlyList<MemberView> Members)
{
    /// <summary>One for each titular: them, or the substitute who sits in their place.</summary>
    public IReadOnlyList<MemberView> Places => [.. Members.Where(m => m.SubstituteForId is null).Select(m => Members.FirstOrDefault(s => s.Sits && s.SubstituteForId == m.Id) ?? m)];

    public int Sitting => Members.Count(m => m.Sits);
}

/// <param name="At">Null while this member has not signed the minutes.</param>
/// <param name="By">Who received the paper.</param>
public sealed record SignatureView(Guid MemberId, string Name, string Seat, DateTimeOffset? At, bool OnPaper, string? By);

public sealed record SheetView(Guid Id, string FileName, DateTimeOffset AddedAt);

/// <param name="At">The hour chosen; once they are told, when they were.</param>
/// <param name="Out">Organisations and candidates know.</param>
public sealed record ResultsView(bool Held, DateTimeOffset? At, bool Out)
{
    /// <summary>The hour came before the seal: they are told with it.</summary>
    public bool HourGone { get; init; }

    /// <summary>Told at an hour of their own: the page says which, where whoever let them go looks for it.</summary>
    public bool WereKept { get; init; }
}

/// <summary>What the person looking may do here.</summary>
/// <param name="MemberId">Their own seat.</param>
/// <param name="Decides">Present, in an open session.</param>
/// <param name="Presides">President or vice-president, and present.</param>
public sealed record Viewer(Guid TenantId, bool Manages, Guid? MemberId, bool Decides, bool Presides);

/// <summary>A whole session: header, members, candidates × blocks.</summary>
/// <param name="Routes">Access routes judged, in French, where the certification has several juries.</param>
/// <param name="QuorumRule">The rule used, as minutes state it.</param>
/// <param name="QuorumObstacle">What is missing now, or null.</param>
/// <param name="MinutesNumber">Of its first minutes: those that members sign.</param>
/// <param name="MinutesId">The first minutes.</param>
/// <param name="Gaps">What keeps it from being sealed, while it is open.</param>
/// <param name="ConfirmationsMissing">Colleges whose president has still to confirm the seal.</param>
public sealed record SessionView(Guid Id, Guid CampaignId, string Campaign, string CertificationCode, string Certification, string? Routes, DateOnly Date, string Place,
    JurySessionStatus Status, DateTimeOffset? OpenedAt, DateTimeOffset? SealedAt, string? MinutesNumber, Guid? MinutesId, JuryRule Rule, string QuorumRule, string? QuorumObstacle,
    IReadOnlyList<CollegeView> Colleges, IReadOnlyList<string> Blocks, IReadOnlyList<CandidateRow> Candidates, IReadOnlyList<SealingGap> Gaps,
    IReadOnlyList<College> ConfirmationsMissing, DateTimeOffset? LastDecisionAt, Viewer Viewer)
{
    /// <summary>« 5 salariés et 4 employeurs » among those who sit.</summary>
    public string Parity { get; init; } = "";
    public IReadOnlyList<OpenVote> Votes { get; init; } = [];
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>The hour its members are convened at.</summary>
    public TimeOnly? StartsAt { get; init; }

    /// <summary>It judges the blocks that appeals contest.</summary>
    public bool ForAppeals { get; init; }

    /// <summary>The appeals sent to it were all given up or taken back: it has nothing to deliberate, and can only be ended.</summary>
    public bool WithoutAppeal => ForAppeals && Status.IsUnderWay() && Candidates.Count == 0;
    public bool EndedWithoutAppeal { get; init; }

    /// <summary>Of the sealed minutes: those who sat, in the order of the minutes.</summary>
    public IReadOnlyList<SignatureView> Signatures { get; init; } = [];

    /// <summary>Who confirmed the seal, where it is the viewer's turn.</summary>
    public string? ConfirmedBefore { get; init; }
    public AnnexKinds Annexes { get; init; }
    public IReadOnlyList<SheetView> Sheets { get; init; } = [];

    /// <summary>Number of the last amending minutes; null where the first ones stand.</summary>
    public string? AmendedBy { get; init; }

    /// <summary>The minutes to go by, and the file to read.</summary>
    public string? MinutesInForce => AmendedBy ?? MinutesNumber;
    public Guid? MinutesInForceId { get; init; }
    public bool AmendmentWaits { get; init; }
    public ResultsView Results { get; init; } = new(false, null, false);
    public MemberView? Me => Members.FirstOrDefault(m => m.Id == Viewer.MemberId);
    public IEnumerable<MemberView> Members => Colleges.SelectMany(c => c.Members);
    public int Sitting => Colleges.Sum(c => c.Sitting);
    public int Decided => Candidates.Count(c => c.Complete);

    /// <summary>Blocks that one act can accept: proposed « validé », undecided, not voted on, quorum reached.</summary>
    public IEnumerable<(CandidateRow Candidate, BlockKey Block)> Unanimous =>
        Candidates.Where(c => c.QuorumObstacle is null).SelectMany(c => c.Cells
            .Where(b => b is { State: CellState.Proposed, Proposed: ProposalOutcome.Validated, Voted: false }).Select(b => (c, new BlockKey(c.EnrolmentId, b.Code))));
}
