using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>One line of one source; no rating where the source does not rate this line or is not submitted.</summary>
public sealed record SourceCell(RatingStanding? Standing, string? Label, string? Comment)
{
    public bool Favourable => Standing == RatingStanding.Favourable;
}

/// <summary>A line of the grids, its ratings side by side in the order of the sources.</summary>
/// <param name="Expected">Sources that rate this line.</param>
public sealed record ComparedLine(string Code, string Title, string? Competency, IReadOnlyList<SourceCell?> Cells)
{
    /// <summary>All who rate it are favourable: folded until somebody asks.</summary>
    public bool Unanimous => Cells.All(c => c is null or { Favourable: true });
}

/// <param name="SignedBy">Who submitted it; null while it is missing.</param>
public sealed record SourceHead(SourceKind Source, string Label, string? SignedBy, DateTimeOffset? SignedAt)
{
    /// <summary>What its grid rests on.</summary>
    public IReadOnlyList<JoinedFile> Files { get; init; } = [];
}

/// <param name="Explanation">Why the proposal is what it is.</param>
/// <param name="Rule">The rule, in the referential's words.</param>
public sealed record BlockFile(string Code, string Title, Proposal Proposal, string Rule, IReadOnlyList<SourceHead> Sources, IReadOnlyList<ComparedLine> Lines, DecisionView? Decision)
{
    public IReadOnlyList<RoundView> Rounds { get; init; } = [];

    /// <summary>The vote that counts: the last one, unless it was given up.</summary>
    public RoundView? Voted => Rounds.LastOrDefault(r => r.State != RoundState.Cancelled);

    /// <summary>The vote the decision has to follow.</summary>
    public RoundView? Carried => Voted is { State: RoundState.Carried } last ? last : null;

    /// <summary>The vote that ruled an outcome out.</summary>
    public RoundView? Rejected => Voted is { State: RoundState.Rejected } last ? last : null;
}

/// <summary>A nominal vote on the block, voice by voice.</summary>
/// <param name="Voices">« AMRANI Nadia : pour » in the order of the names.</param>
public sealed record RoundView(int Number, Outcome Asked, RoundState State, Vote Count, bool ByCastingVote, DateTimeOffset At, IReadOnlyList<string> Voices);

/// <param name="Vote">Null where amending minutes read another decision than the one that was voted on.</param>
public sealed record DecisionView(Outcome Outcome, string? Motive, string? Recommendation, Vote? Vote, bool Unanimous, string By, DateTimeOffset At);

public sealed record EarlierBlock(string Code, DateOnly? AcquiredOn, string? MinutesNumber);

/// <summary>All a jury reads about one candidate.</summary>
/// <param name="Majority">Voices a decision needs where the majority is absolute.</param>
public sealed record CandidateFileView(Guid EnrolmentId, string Name, string Organisation, string? Route, string? Option, string? Company, string? Adaptations,
    IReadOnlyList<EarlierBlock> Earlier, IReadOnlyList<BlockFile> Blocks, IReadOnlyList<RecusalView> Recusals, int Voices, int Majority, bool CastingVote, string? QuorumObstacle)
{
    public AppealBefore? Appeal { get; init; }

    /// <summary>What a majority is of.</summary>
    public JuryMajority Basis { get; init; }
}
