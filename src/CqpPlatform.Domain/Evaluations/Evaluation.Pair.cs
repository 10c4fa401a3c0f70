using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Evaluations;

/// <summary>Where two examiners stand on one block, as one of them is told.</summary>
public enum PairStage { Rating, WaitingForOther, Reconciling, WaitingForConfirmation, Agreed }

/// <summary>A commission of two: each rates in a grid of their own, then both confirm the one that counts (docs/adr/0040).</summary>
public sealed partial class Evaluation
{
    /// <summary>The membership of the examiner whose own grid it is; null for the grid that counts.</summary>
    public Guid? ExaminerId { get; private set; }

    /// <summary>Who was the first of two to confirm what is written now; any change takes it back.</summary>
    public Guid? ConfirmedById { get; private set; }

    /// <summary>Who signed what is submitted: « A », or « A et B » where two confirmed it.</summary>
    public string? SignedByNames => IsSubmitted ? string.Join(" et ", SignaturesInForce.Select(s => s.SignedByName)) : null;

    /// <summary>The signatures of what is written now: of the first of two to confirm it, and the one that submitted it. Any other is of what was reopened or changed since.</summary>
    public IReadOnlyList<EvaluationSignature> SignaturesInForce =>
        [.. new[] { signatures.Where(s => s.SignedById == ConfirmedById).MaxBy(s => s.SignedAt), Signature }.OfType<EvaluationSignature>().Distinct()];

    /// <summary>
    /// The grid two examiners settle together once both have submitted their own: where they agree it says so already, where they differ it is empty.
    /// Two comments that do not fit in one are left for them to write.
    /// </summary>
    public static Result<Evaluation> Reconcile(Referential referential, Evaluation first, Evaluation second, DateTimeOffset now)
    {
        if (first.Signature is not { } one || second.Signature is not { } other) return EvaluationErrors.OtherNotSubmitted;
        var common = Start(first.EnrolmentId, first.BlockCode, first.Source);
        var both = new Signatory(other.SignedById, $"{one.SignedByName} et {other.SignedByName}");
        foreach (var item in referential.Block(first.BlockCode).GridLines(first.Source))
        {
            var (a, b) = (first.Line(item.Code), second.Line(item.Code));
            if (a?.Rating is not { } rating || b?.Rating is not { } theirs || theirs != rating || Joined(a.Comment, b.Comment) is not { } comment) continue;
            if (common.Rate(referential, item.Code, rating, comment.Length == 0 ? null : comment, both, now) is { Refused: true } refused) return Result.From(refused.Errors);
        }
        return common;
    }

    /// <summary>One of two examiners signs the grid they settled; it is submitted when the second one does.</summary>
    public Result Confirm(Referential referential, Signatory by, DateTimeOffset now)
    {
        if (Obstacle(referential) is { Refused: true } obstacle) return obstacle;
        if (ConfirmedById == by.Id) return EvaluationErrors.AlreadyConfirmed;
        signatures.Add(new EvaluationSignature(Id, by, now, ContentSha256(referential)));
        if (ConfirmedById is null) ConfirmedById = by.Id;
        else Status = EvaluationStatus.Submitted;
        return Result.Success;
    }

    /// <summary>The other examiner will not come: what this one wrote, or confirmed, is the grid that counts.</summary>
    /// <param name="accountId">Of the examiner who stays.</param>
    public void CountAlone(Guid accountId)
    {
        ExaminerId = null;
        if (ConfirmedById == accountId) Status = EvaluationStatus.Submitted;
    }

    /// <param name="own">What the one who asks wrote.</param>
    /// <param name="common">The grid both settle; null while one of the two is not submitted.</param>
    public static PairStage StageOf(EvaluationStatus? own, EvaluationStatus? common, bool confirmedByMe) => common switch
    {
        EvaluationStatus.Submitted => PairStage.Agreed,
        not null => confirmedByMe ? PairStage.WaitingForConfirmation : PairStage.Reconciling,
        null => own == EvaluationStatus.Submitted ? PairStage.WaitingForOther : PairStage.Rating,
    };

    private EvaluationRating? Line(string code) => ratings.Find(r => r.ItemCode == code);

    private static string? Joined(string? a, string? b)
    {
        var text = string.Join("\n\n", new[] { a, b }.Where(t => t is not null).Distinct());
        return text.Length <= EvaluationRating.CommentMaxLength ? text : null;
    }
}
