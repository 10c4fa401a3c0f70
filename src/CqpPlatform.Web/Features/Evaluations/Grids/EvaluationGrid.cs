using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Evaluations.Reconciling;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <summary>What one line says: a rating, a comment, either or none.</summary>
public sealed record LineValue(Rating? Rating, string? Comment)
{
    public static readonly LineValue Empty = new(null, null);
}

/// <summary>Everything a page shows of one grid: what to rate, what is rated, and where it stands.</summary>
/// <param name="Open">The campaign's step accepts evaluations.</param>
/// <param name="Gaps">What keeps it from being submitted (Field = code of the line).</param>
/// <param name="Blocks">The candidate's other blocks for the same source.</param>
/// <param name="Sha256">Hash of what is stored, so that what is signed is what was read; null before the first rating.</param>
public sealed record EvaluationGrid(
    Guid? EvaluationId, Guid EnrolmentId, Guid CampaignId, string CampaignName, DateOnly DueOn, bool Open, string Candidate, string? Option, string? Adaptations, string? Company,
    string BlockCode, string BlockTitle, string? ReferentialTitle, SourceKind Source, string SourceLabel, bool OnlySource, string Modality, IReadOnlyList<string> Steps,
    IReadOnlyList<RatingLevel> Levels, IReadOnlyList<GridPart> Parts, EvaluationStatus? Status, DateTimeOffset? SavedAt, string? ReopenReason,
    IReadOnlyList<GridSignature> Signatures, string? Sha256, IReadOnlyList<Error> Gaps, IReadOnlyList<GridBlock> Blocks)
{
    public IEnumerable<GridItem> Items => Parts.SelectMany(p => p.Groups).SelectMany(g => g.Items);
    public bool Submitted => Status == EvaluationStatus.Submitted;
    public bool Editable => Open && !Submitted && !ReadOnly;

    /// <summary>The day its source reads it; null on the certifier’s page, and on the one two examiners share.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>What its campaign still waits for is late.</summary>
    public bool Late { get; init; }

    /// <summary>« à remettre avant le 12/11/2021 »; once that day is past, « attendue depuis le 12/11/2021 »; null where nobody has to hurry.</summary>
    public string? Term => Editable ? $"{(Late ? "attendue depuis" : "à remettre avant")} le {FrenchFormat.Date(DueOn)}" : null;

    /// <summary>What its source calls it.</summary>
    public string Named => Source == SourceKind.Tutor ? "l’observation" : "la grille";

    /// <summary>Shown to someone who is not its source, or of a block that others settled before they took the seat.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What became of it, the latest first.</summary>
    public IReadOnlyList<HistoryLine> History { get; init; } = [];

    /// <summary>The files joined to it, signed with it.</summary>
    public IReadOnlyList<JoinedFile> Files { get; init; } = [];

    /// <summary>What each of two examiners wrote, where whoever reads may see both.</summary>
    public PairView? Pair { get; init; }

    /// <summary>The other grids of this block, for the certifier: each examiner's own, and those set aside when somebody took over.</summary>
    public IReadOnlyList<GridApart> Apart { get; init; } = [];

    /// <summary>Who signed what is submitted, one or two; null while it is not.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Signatures that no longer hold: it was reopened or changed since.</summary>
    public IReadOnlyList<GridSignature> FormerSignatures { get; init; } = [];

    /// <summary>Where one of two examiners stands in this block; null where one is enough.</summary>
    public PairStage? Stage => Blocks.FirstOrDefault(b => b.Code == BlockCode)?.Pair;

    /// <summary>Whoever reads has signed it as it is.</summary>
    public bool SignedByReader => Submitted || Stage == PairStage.WaitingForConfirmation;

    /// <summary>The block that follows; once this one is signed, the first other that is left to do.</summary>
    public GridBlock? NextBlock => SignedByReader ? Blocks.FirstOrDefault(b => !b.Submitted && b.Code != BlockCode) : Blocks.SkipWhile(b => b.Code != BlockCode).Skip(1).FirstOrDefault();
    public RatingLevel Level(Rating rating) => Scale.Level(rating);
    public RatingStanding Standing(Rating rating) => Scale.Standing(rating);
    public string CommentHint => $"{Scale.CommentRule(Source)} Le jury lira ce texte.";

    // As far as this source goes.
    private RatingScale Scale => new(Levels);

    public int Total => Items.Count();
    public int Done => Items.Count(IsComplete);
    public int Rated => Items.Count(i => i.Stored.Rating is not null);

    /// <summary>What its page says is missing, in the words it has while one writes (wwwroot/js/grid-lines.js).</summary>
    public string Left => Done == Total ? "Tout est renseigné."
        : $"Il reste {French.List([.. new[] { (Total - Rated, "appréciation"), (Rated - Done, "commentaire") }.Where(x => x.Item1 > 0).Select(x => FrenchFormat.Count(x.Item1, x.Item2))])} à donner.";

    public GridItem? NextUnanswered => Items.FirstOrDefault(i => !IsComplete(i));
    public bool CommentDue(GridItem item) => item.Stored.Rating is { } rating && Level(rating).CommentRequired;
    public bool IsComplete(GridItem item) => item.Stored.Rating is not null && (item.Stored.Comment is not null || !CommentDue(item));

    /// <summary>What the ticked criteria of a line suggest; nobody is bound by it.</summary>
    public RatingLevel? Suggestion(GridItem item) => Suggestion(item.Ticked.Count, item.Criteria.Count);

    public RatingLevel? Suggestion(int ticked, int criteria) => Scale.Suggestion(ticked, criteria) is { } rating ? Level(rating) : null;
}

/// <param name="Title">Null where the grid has one part only and its modality says it all.</param>
public sealed record GridPart(string? Title, string? Text, IReadOnlyList<GridGroup> Groups);

/// <summary>The lines of one competency; or of none, for a part's own items.</summary>
/// <param name="Title">The competency above its sub-competencies; null where it is itself the line.</param>
/// <param name="Situation">What the source asks of the candidate.</param>
public sealed record GridGroup(string? Code, string? Title, string? Situation, IReadOnlyList<string> Criteria, IReadOnlyList<string> Knowledge, IReadOnlyList<GridItem> Items);

/// <param name="ShownCode">C8.1; null for a part's own item, known by its title.</param>
/// <param name="Ticked">Places of the criteria ticked.</param>
/// <param name="RatingBasis">The last change of the rating, and so of the two others.</param>
public sealed record GridItem(string Code, string? ShownCode, string Title, IReadOnlyList<string> Criteria, IReadOnlyList<string> Knowledge, LineValue Stored, IReadOnlyList<int> Ticked,
    Guid? RatingBasis = null, Guid? CommentBasis = null, Guid? CriteriaBasis = null)
{
    public string CommentId => "c-" + Code;
}

/// <summary>A grid that does not count as it stands.</summary>
/// <param name="SetAsideAt">Null of an examiner's own, in use.</param>
public sealed record GridApart(Guid EvaluationId, DateTimeOffset? SetAsideAt, IReadOnlyList<HistoryLine> History, IReadOnlyList<JoinedFile> Files);

public sealed record GridSignature(string Name, DateTimeOffset At, string Sha256);

/// <summary>One block of the candidate, as the source that reads it stands in it.</summary>
public sealed record GridBlock(string Code, string Title, EvaluationStatus? Status, int Done, int Total)
{
    /// <summary>Where one of two examiners stands; null where one is enough.</summary>
    public PairStage? Pair { get; init; }

    /// <summary>Nothing is left to do here by whoever reads.</summary>
    public bool Submitted => Pair is null ? Status == EvaluationStatus.Submitted : Pair is PairStage.WaitingForOther or PairStage.WaitingForConfirmation or PairStage.Agreed;

    public string French() => Pair is { } stage and not PairStage.Rating ? stage.French() : Status.French();
    public string Icon() => Pair is PairStage.WaitingForOther or PairStage.WaitingForConfirmation ? "s-plan" : Status.Icon();
}
