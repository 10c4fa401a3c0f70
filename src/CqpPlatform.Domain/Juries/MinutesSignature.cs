using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>One member's signature under minutes already sealed, kept beside them: on screen, or on the paper whose scan is kept. The document's bytes stay what they are.</summary>
public sealed class MinutesSignature : TenantEntity
{
    private MinutesSignature() { }

    public Guid SessionId { get; private set; }
    public Guid MemberId { get; private set; }

    /// <summary>The scan of the paper; null for a signature on screen.</summary>
    public Guid? SheetId { get; private set; }

    /// <summary>NOM Prénom of who signed, or of who received the paper.</summary>
    public string SignedByName { get; private set; } = "";
    public DateTimeOffset SignedAt { get; private set; }

    /// <summary>Of the PDF that was signed.</summary>
    public string MinutesSha256 { get; private set; } = "";

    /// <summary>Of that hash, the member and the hour.</summary>
    public string Sha256 { get; private set; } = "";

    public bool OnPaper => SheetId is not null;

    internal static MinutesSignature Sign(Guid sessionId, JuryMember member, string minutesSha256, Guid? sheetId, Signatory by, DateTimeOffset now) => new()
    {
        SessionId = sessionId,
        MemberId = member.Id,
        SheetId = sheetId,
        SignedByName = by.Name,
        SignedAt = now,
        MinutesSha256 = minutesSha256,
        Sha256 = Sha256Hex.Of($"{minutesSha256}\n{member.Id}\n{member.Name}\n{now.UtcDateTime:O}"),
    };
}

/// <summary>The paper that members signed by hand, scanned: added, and never changed.</summary>
public sealed class SignedSheet : TenantEntity
{
    public const int LargestMegabytes = 10, FileNameMaxLength = 160;

    private SignedSheet() { }

    public Guid SessionId { get; private set; }
    public string FileName { get; private set; } = "";
    public SupportingFileType Type { get; private set; }
    public string Sha256 { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];
    public string AddedByName { get; private set; } = "";
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>What the file is, its content says; the name given to it says nothing.</summary>
    internal static Result<SignedSheet> Create(Guid sessionId, string fileName, byte[] bytes, Signatory by, DateTimeOffset now)
    {
        if (bytes.Length > LargestMegabytes * 1024 * 1024) return JuryErrors.SheetTooLarge;
        var type = Enum.GetValues<SupportingFileType>().Where(t => t.Holds(bytes)).Select(t => (SupportingFileType?)t).FirstOrDefault();
        if (type is null) return JuryErrors.SheetFormat;
        return new SignedSheet
        {
            SessionId = sessionId,
            FileName = fileName.Length > FileNameMaxLength ? fileName[^FileNameMaxLength..] : fileName,
            Type = type.Value,
            Bytes = bytes,
            Sha256 = Sha256Hex.Of(bytes),
            AddedByName = by.Name,
            AddedAt = now,
        };
    }
}
