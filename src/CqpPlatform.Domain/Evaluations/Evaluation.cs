using System.Security.Cryptography;
using System.Text;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Evaluations;

public enum EvaluationStatus { Draft, Submitted, Reopened }

/// <summary>
/// One source's view of one candidate on one block. Each change is saved as a draft; submitting checks completeness, signs and locks;
/// only the certifier reopens, and every signature stays in the history (product.md section 2.3).
/// </summary>
public sealed class Evaluation : TenantEntity
{
    private readonly List<EvaluationRating> ratings = [];
    private readonly List<EvaluationSignature> signatures = [];

    private Evaluation() { }

    public Guid EnrolmentId { get; private set; }
    public string BlockCode { get; private set; } = "";
    public SourceKind Source { get; private set; }
    public EvaluationStatus Status { get; private set; }
    public DateTimeOffset? SavedAt { get; private set; }
    public string? ReopenReason { get; private set; }
    public IReadOnlyList<EvaluationRating> Ratings => ratings;
    public IReadOnlyList<EvaluationSignature> Signatures => signatures;

    public bool IsSubmitted => Status == EvaluationStatus.Submitted;
    public EvaluationSignature? Signature => IsSubmitted ? signatures.MaxBy(s => s.SignedAt) : null;

    public static Evaluation Start(Guid enrolmentId, string blockCode, SourceKind source) =>
        new() { EnrolmentId = enrolmentId, BlockCode = blockCode, Source = source };

    /// <summary>Saves one line of the grid. A null rating with a comment is a draft line.</summary>
    public Result Rate(Referential referential, string itemCode, Rating? rating, string? comment, DateTimeOffset now)
    {
        if (IsSubmitted) return EvaluationErrors.Locked;
        if (referential.RatedItems(BlockCode, Source).All(i => i.Code != itemCode)) return EvaluationErrors.UnknownItem(itemCode);
        if (rating is { } r && !referential.Scale.Level(r).IsFor(Source)) return EvaluationErrors.RatingNotOffered(itemCode, referential.Scale.Level(r).Label);

        var line = ratings.Find(x => x.ItemCode == itemCode);
        if (line is null) ratings.Add(line = new EvaluationRating(Id, itemCode));
        line.Set(rating, comment);
        SavedAt = now;
        return Result.Success;
    }

    /// <summary>What keeps this grid from being submitted, one refusal a line, in the order of the grid.</summary>
    public IReadOnlyList<Error> Gaps(Referential referential)
    {
        var gaps = new List<Error>();
        foreach (var item in referential.RatedItems(BlockCode, Source))
        {
            var line = ratings.Find(x => x.ItemCode == item.Code);
            if (line?.Rating is not { } rating) gaps.Add(EvaluationErrors.Unrated(item));
            else if (referential.Scale.Level(rating).CommentRequired && string.IsNullOrWhiteSpace(line.Comment)) gaps.Add(EvaluationErrors.CommentMissing(item));
        }
        return gaps;
    }

    public Result Submit(Referential referential, Signatory by, DateTimeOffset now)
    {
        if (IsSubmitted) return EvaluationErrors.Locked;
        if (Gaps(referential) is { Count: > 0 } gaps) return Result.From(gaps);
        Status = EvaluationStatus.Submitted;
        signatures.Add(new EvaluationSignature(Id, by, now, ContentSha256(referential)));
        return Result.Success;
    }

    public Result Reopen(string reason)
    {
        if (!IsSubmitted) return EvaluationErrors.NotSubmitted;
        if (string.IsNullOrWhiteSpace(reason)) return EvaluationErrors.ReasonRequired;
        (Status, ReopenReason) = (EvaluationStatus.Reopened, reason.Trim());
        return Result.Success;
    }

    /// <summary>What was written about the person; the ratings stay, for statistics. A signature's hash can then no longer be made again: it says when and by whom, not what.</summary>
    public void EraseComments()
    {
        ReopenReason = null;
        ratings.ForEach(r => r.Set(r.Rating, comment: null));
    }

    public SourceRatings ToSourceRatings() =>
        new(Source, ratings.Where(r => r.Rating is not null).ToDictionary(r => r.ItemCode, r => r.Rating!.Value));

    /// <summary>SHA-256 (64 hex digits) of what is signed: enrolment, block, source, then each line in the order of the grid.</summary>
    public string ContentSha256(Referential referential)
    {
        var text = new StringBuilder().Append(EnrolmentId).Append('\n').Append(BlockCode).Append('\n').Append(Source).Append('\n');
        foreach (var item in referential.RatedItems(BlockCode, Source))
        {
            var line = ratings.Find(x => x.ItemCode == item.Code);
            text.Append(item.Code).Append('\t').Append(line?.Rating).Append('\t').Append(line?.Comment?.ReplaceLineEndings("\\n")).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>One line of a grid: a competency, a sub-competency or an item of a part.</summary>
public sealed class EvaluationRating : TenantEntity
{
    public const int CommentMaxLength = 2000;

    private EvaluationRating() { }
    internal EvaluationRating(Guid evaluationId, string itemCode) => (EvaluationId, ItemCode) = (evaluationId, itemCode);

    public Guid EvaluationId { get; private set; }
    public string ItemCode { get; private set; } = "";
    public Rating? Rating { get; private set; }
    public string? Comment { get; private set; }

    internal void Set(Rating? rating, string? comment) => (Rating, Comment) = (rating, string.IsNullOrWhiteSpace(comment) ? null : comment.Trim());
}

/// <summary>Who submitted a grid, when, and the hash of what was in it. Never changed or removed.</summary>
public sealed class EvaluationSignature : TenantEntity
{
    private EvaluationSignature() { }
    internal EvaluationSignature(Guid evaluationId, Signatory by, DateTimeOffset at, string sha256) =>
        (EvaluationId, SignedById, SignedByName, SignedAt, Sha256) = (evaluationId, by.Id, by.Name, at, sha256);

    public Guid EvaluationId { get; private set; }
    public Guid SignedById { get; private set; }
    public string SignedByName { get; private set; } = "";
    public DateTimeOffset SignedAt { get; private set; }
    public string Sha256 { get; private set; } = "";
}
