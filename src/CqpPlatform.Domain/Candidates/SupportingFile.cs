using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>A file the training organisation joins to an enrolment: a row of the database, never a file of the web server.</summary>
public sealed class SupportingFile : TenantEntity
{
    private SupportingFile() { }

    public Guid EnrolmentId { get; private set; }
    public string Name { get; private set; } = "";
    public SupportingFileType Type { get; private set; }
    public int Size { get; private set; }
    public string Sha256 { get; private set; } = "";
    public byte[] Content { get; private set; } = [];
    public DateTimeOffset AddedAt { get; private set; }
    public string AddedByName { get; private set; } = "";

    /// <param name="joined">Sizes of the files already joined to the enrolment, in bytes.</param>
    public static Result<SupportingFile> Create(Guid enrolmentId, string name, byte[] content, IReadOnlyCollection<int> joined, Signatory by, DateTimeOffset now)
    {
        var received = ReceivedPiece.Read(name, content, joined);
        if (received.Refused) return Result.From(received.Errors);
        return new SupportingFile
        {
            EnrolmentId = enrolmentId,
            Name = received.Value.Name,
            Type = received.Value.Type,
            Size = content.Length,
            Sha256 = received.Value.Sha256,
            Content = content,
            AddedAt = now,
            AddedByName = by.Name,
        };
    }
}
