using System.Globalization;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>A file as it came in, once its content is proved to be what its name says: what every joined file is made of.</summary>
public sealed record ReceivedPiece
{
    public const int NameMaxLength = 120, MaxBytes = 5 * 1024 * 1024, MaxCount = 10, QuotaBytes = 20 * 1024 * 1024;

    /// <summary>As long as a file system lets a name be; what is kept is shorter.</summary>
    public const int GivenNameMaxLength = 255;

    private ReceivedPiece(string name, SupportingFileType type, byte[] content) =>
        (Name, Type, Content, Sha256) = (name, type, content, Sha256Hex.Of(content));

    public string Name { get; }
    public SupportingFileType Type { get; }
    public byte[] Content { get; }
    public string Sha256 { get; }

    /// <param name="joined">Sizes of the files already joined to the same file or grid, in bytes.</param>
    public static Result<ReceivedPiece> Read(string name, byte[] content, IReadOnlyCollection<int> joined)
    {
        if (joined.Count >= MaxCount) return SupportingFileErrors.TooMany;
        if (content.Length > MaxBytes) return SupportingFileErrors.TooLarge;
        if (joined.Sum() + content.Length > QuotaBytes) return SupportingFileErrors.QuotaExceeded;
        var safe = SafeName(name);
        if (PersonalNumber.IsIn(safe)) return PersonalNumber.Refusal(SupportingFileErrors.Field);
        if (SupportingFileTypes.OfName(safe) is not { } type) return SupportingFileErrors.UnknownType;
        return type.Holds(content) ? new ReceivedPiece(safe, type, content) : SupportingFileErrors.ContentDiffers(type);
    }

    /// <summary>The name without its folders, without what a screen or a file system could be misled by, and no longer than fits.</summary>
    private static string SafeName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        var kept = string.Concat(last.Where(c => !"<>\"|?*;%\u0000".Contains(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))).TrimEnd(' ', '.');
        var dot = kept.LastIndexOf('.');
        var (stem, extension) = dot < 0 ? (kept, "") : (kept[..dot], kept[dot..]);
        stem = stem.Trim(' ', '.');
        if (stem.Length == 0) stem = "piece";
        return stem.Length + extension.Length <= NameMaxLength ? stem + extension : stem[..Math.Max(1, NameMaxLength - extension.Length)] + extension[..Math.Min(extension.Length, NameMaxLength - 1)];
    }
}
