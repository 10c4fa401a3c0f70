using System.Globalization;
using System.Security.Cryptography;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>A file the training organisation joins to an enrolment: a row of the database, never a file of the web server.</summary>
public sealed class SupportingFile : TenantEntity
{
    public const int NameMaxLength = 120, MaxBytes = 5 * 1024 * 1024, MaxCount = 10, QuotaBytes = 20 * 1024 * 1024;

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
        if (joined.Count >= MaxCount) return SupportingFileErrors.TooMany;
        if (content.Length > MaxBytes) return SupportingFileErrors.TooLarge;
        if (joined.Sum() + content.Length > QuotaBytes) return SupportingFileErrors.QuotaExceeded;
        var safe = SafeName(name);
        if (PersonalNumber.IsIn(safe)) return PersonalNumber.Refusal(SupportingFileErrors.Field);
        if (SupportingFileTypes.OfName(safe) is not { } type) return SupportingFileErrors.UnknownType;
        if (!type.Holds(content)) return SupportingFileErrors.ContentDiffers(type);
        return new SupportingFile
        {
            EnrolmentId = enrolmentId,
            Name = safe,
            Type = type,
            Size = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Content = content,
            AddedAt = now,
            AddedByName = by.Name,
        };
    }

    /// <summary>The name without its folders, without what a screen or a file system could be misled by, and no longer than fits.</summary>
    internal static string SafeName(string name)
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
