using System.Text;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Evaluations;

public enum EvaluationStatus { Draft, Submitted, Reopened }

/// <summary>
/// One source's view of one candidate on one block. Each change is saved as a draft; submitting checks completeness, signs and locks;
/// only the certifier reopens, and every signature stays in the history.
/// </summary>
public sealed partial class Evaluation : TenantEntity
{
    private readonly List<EvaluationRating> ratings = [];
    private readonly List<EvaluationSignature> signatures = [];
    private readonly List<EvaluationChange> changes = [];

    private Evaluation() { }

    public Guid EnrolmentId { get; private set; }
    public string BlockCode { get; private set; } = "";
    public SourceKind Source { get; private set; }
    public EvaluationStatus Status { get; private set; }
    public DateTimeOffset? SavedAt { get; private set; }
    public string? ReopenReason { get; private set; }

    /// <summary>Hash of the hashes of its files, which are signed with it (docs/adr/0044); null where there are none.</summary>
    public string? FilesSha256 { get; private set; }
    public IReadOnlyList<EvaluationRating> Ratings => ratings;
    public IReadOnlyList<EvaluationSignature> Signatures => signatures;

    /// <summary>What was changed since it was read, and before where the history was read too.</summary>
    public IReadOnlyList<EvaluationChange> Changes => changes;

    public bool IsSubmitted => Status == EvaluationStatus.Submitted;
    // Of two in one instant, who confirmed first did not submit it.
    public EvaluationSignature? Signature => IsSubmitted ? signatures.MaxBy(s => (s.SignedAt, s.SignedById != ConfirmedById)) : null;

    /// <param name="examinerId">Whose own grid it is, of two who rate blind; null for the one that counts.</param>
    public static Evaluation Start(Guid enrolmentId, string blockCode, SourceKind source, Guid? examinerId = null) =>
        new() { EnrolmentId = enrolmentId, BlockCode = blockCode, Source = source, ExaminerId = examinerId };

    /// <summary>Changes one field of one line and keeps what it was; refused where somebody changed it since its writer looked.</summary>
    public Result Change(Referential referential, FieldChange change, Signatory by, DateTimeOffset now)
    {
        if (IsSubmitted) return EvaluationErrors.Locked;
        if (referential.Block(BlockCode).GridLines(Source).FirstOrDefault(i => i.Code == change.ItemCode) is not { } item) return EvaluationErrors.UnknownItem(change.ItemCode);
        var read = Read(referential, item, change);
        if (read.Refused) return Result.From(read.Errors);

        var line = ratings.Find(x => x.ItemCode == item.Code);
        var (before, after) = (line?.Value(change.Field), read.Value.Text);
        // Two people who write the same have nothing to settle.
        if (before == after) return Result.Success;
        if (line?.LastChange(change.Field) != change.Basis) return EvaluationErrors.ChangedMeanwhile(item);
        if (line is null) ratings.Add(line = new EvaluationRating(Id, item.Code));
        line.Set(change.Field, after, change.Id);
        changes.Add(new EvaluationChange(Id, change, before, after, by, now));
        (SavedAt, ConfirmedById) = (now, null);
        return Result.Success;
    }

    /// <summary>Both fields of a line at once, whatever was there: from an organisation’s software, or where two examiners agree.</summary>
    public Result Rate(Referential referential, string itemCode, Rating? rating, string? comment, Signatory by, DateTimeOffset now)
    {
        foreach (var (field, value) in new[] { (LineField.Rating, rating?.ToString()), (LineField.Comment, comment) })
        {
            var line = ratings.Find(x => x.ItemCode == itemCode);
            if (Change(referential, new(Guid.CreateVersion7(), itemCode, field, value, line?.LastChange(field)), by, now) is { Refused: true } refused) return refused;
        }
        return Result.Success;
    }

    // A value as it is stored, or why it cannot be.
    private Result<Stored> Read(Referential referential, RatedItem item, FieldChange change)
    {
        var value = change.Value.OrNull();
        switch (change.Field)
        {
            case LineField.Comment or LineField.Rating when value is null:
                return new Stored(null);
            case LineField.Comment:
                return new Stored(value);
            case LineField.Rating:
                if (Rating.Of(value) is not { } rating || referential.Scale.Find(rating) is not { } level) return EvaluationErrors.UnknownRating(item);
                return level.IsFor(Source) ? new Stored(value) : EvaluationErrors.RatingNotOffered(item.Code, level.Label);
            case LineField.Criteria:
                var criteria = referential.Block(BlockCode).Criteria(item).Count;
                if (EvaluationRating.Places(value) is not { } places || places.Any(p => p >= criteria)) return EvaluationErrors.UnknownCriterion(item);
                return new Stored(places.Count == 0 ? null : string.Join(',', places.Distinct().Order()));
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.Field, null);
        }
    }

    private sealed record Stored(string? Text);

    /// <summary>Joins a file, by the rules of any joined file.</summary>
    /// <param name="joined">The files this grid has.</param>
    public Result<EvidenceFile> Join(string name, byte[] content, IReadOnlyList<EvidenceMark> joined, Signatory by, DateTimeOffset now)
    {
        if (IsSubmitted) return EvaluationErrors.Locked;
        var received = ReceivedPiece.Read(name, content, [.. joined.Select(f => f.Size)]);
        if (received.Refused) return Result.From(received.Errors);
        if (joined.Any(f => f.Sha256 == received.Value.Sha256)) return EvaluationErrors.FileJoinedAlready;
        (FilesSha256, SavedAt, ConfirmedById) = (Digest([.. joined.Select(f => f.Sha256), received.Value.Sha256]), now, null);
        return new EvidenceFile(Id, received.Value, by, now);
    }

    /// <summary>Files of the grids it is made from, each once; its own signatures then cover them.</summary>
    public IReadOnlyList<EvidenceFile> TakeUp(IEnumerable<EvidenceFile> files)
    {
        var copies = files.DistinctBy(f => f.Sha256).Select(f => f.CopyTo(Id)).ToList();
        FilesSha256 = Digest([.. copies.Select(f => f.Sha256)]);
        return copies;
    }

    /// <summary>Takes a file out again.</summary>
    public Result TakeOut(Guid fileId, IReadOnlyList<EvidenceMark> joined, DateTimeOffset now)
    {
        if (IsSubmitted) return EvaluationErrors.Locked;
        (FilesSha256, SavedAt, ConfirmedById) = (Digest([.. joined.Where(f => f.Id != fileId).Select(f => f.Sha256)]), now, null);
        return Result.Success;
    }

    private static string? Digest(IReadOnlyCollection<string> hashes) =>
        hashes.Count == 0 ? null : Sha256Hex.Of(string.Join('\n', hashes.Order(StringComparer.Ordinal)));

    /// <summary>What keeps this grid from being submitted, one refusal a line, in the order of the grid.</summary>
    public IReadOnlyList<Error> Gaps(Referential referential)
    {
        var gaps = new List<Error>();
        foreach (var item in referential.Block(BlockCode).GridLines(Source))
        {
            var line = ratings.Find(x => x.ItemCode == item.Code);
            if (line?.Rating is not { } rating) gaps.Add(EvaluationErrors.Unrated(item));
            else if (referential.Scale.Level(rating).CommentRequired && string.IsNullOrWhiteSpace(line.Comment)) gaps.Add(EvaluationErrors.CommentMissing(item));
        }
        return gaps;
    }

    /// <summary>Why it cannot be submitted now: it is already, or something is missing.</summary>
    public Result Obstacle(Referential referential) => IsSubmitted ? EvaluationErrors.Locked : Result.From(Gaps(referential));

    public Result Submit(Referential referential, Signatory by, DateTimeOffset now)
    {
        if (Obstacle(referential) is { Refused: true } obstacle) return obstacle;
        Status = EvaluationStatus.Submitted;
        signatures.Add(new EvaluationSignature(Id, by, now, ContentSha256(referential)));
        return Result.Success;
    }

    public Result Reopen(string reason)
    {
        if (!IsSubmitted) return EvaluationErrors.NotSubmitted;
        if (string.IsNullOrWhiteSpace(reason)) return EvaluationErrors.ReasonRequired;
        (Status, ReopenReason, ConfirmedById) = (EvaluationStatus.Reopened, reason.Trim(), null);
        return Result.Success;
    }

    /// <summary>What was written about the person; the ratings stay, for statistics. A signature's hash can then no longer be made again: it says when and by whom, not what.</summary>
    public void EraseComments()
    {
        (ReopenReason, FilesSha256) = (null, null);
        ratings.ForEach(r => r.EraseComment());
        changes.ForEach(c => c.EraseText());
    }

    public SourceRatings ToSourceRatings() =>
        new(Source, ratings.Where(r => r.Rating is not null).ToDictionary(r => r.ItemCode, r => r.Rating!));

    /// <summary>SHA-256 (64 hex digits) of what is signed: enrolment, block, source, then each line in the order of the grid with its ticked criteria, then its files where it has some.</summary>
    public string ContentSha256(Referential referential)
    {
        var text = new StringBuilder().Append(EnrolmentId).Append('\n').Append(BlockCode).Append('\n').Append(Source).Append('\n');
        foreach (var item in referential.Block(BlockCode).GridLines(Source))
        {
            var line = ratings.Find(x => x.ItemCode == item.Code);
            text.Append(item.Code).Append('\t').Append(line?.Rating).Append('\t').Append(line?.Comment?.ReplaceLineEndings("\\n"));
            if (line?.Criteria is { } ticked) text.Append('\t').Append(ticked);
            text.Append('\n');
        }
        if (FilesSha256 is not null) text.Append("files\t").Append(FilesSha256).Append('\n');
        return Sha256Hex.Of(text.ToString());
    }
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
