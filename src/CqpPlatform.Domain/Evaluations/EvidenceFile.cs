using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Evaluations;

/// <summary>What a joined file is known by without its content.</summary>
public sealed record EvidenceMark(Guid Id, int Size, string Sha256);

/// <summary>A file a source joins to its grid, as what it rests on: a row of the database, never a file of the web server. Made by <see cref="Evaluation.Join"/>.</summary>
public sealed class EvidenceFile : TenantEntity
{
    private EvidenceFile() { }
    internal EvidenceFile(Guid evaluationId, ReceivedPiece received, Signatory by, DateTimeOffset now) =>
        (EvaluationId, Name, Type, Size, Sha256, Content, AddedAt, AddedByName) = (evaluationId, received.Name, received.Type, received.Content.Length, received.Sha256, received.Content, now, by.Name);

    /// <summary>The same file under another grid: who joined it, and when, stays.</summary>
    internal EvidenceFile CopyTo(Guid evaluationId) =>
        new() { EvaluationId = evaluationId, Name = Name, Type = Type, Size = Size, Sha256 = Sha256, Content = Content, AddedAt = AddedAt, AddedByName = AddedByName };

    public Guid EvaluationId { get; private set; }
    public string Name { get; private set; } = "";
    public SupportingFileType Type { get; private set; }
    public int Size { get; private set; }
    public string Sha256 { get; private set; } = "";
    public byte[] Content { get; private set; } = [];
    public DateTimeOffset AddedAt { get; private set; }
    public string AddedByName { get; private set; } = "";
}
