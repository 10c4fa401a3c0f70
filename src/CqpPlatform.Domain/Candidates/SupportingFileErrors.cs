using CqpPlatform.Domain.Common;
using static CqpPlatform.Domain.Candidates.ReceivedPiece;

namespace CqpPlatform.Domain.Candidates;

public static class SupportingFileErrors
{
    /// <summary>The field of the form the refusals are about.</summary>
    public const string Field = "Files";
    private const int Mebibyte = 1024 * 1024;

    public static readonly Error TooMany = Refusal("file-too-many", $"{MaxCount} pièces au plus : retirez-en une d’abord.");
    public static readonly Error TooLarge = Refusal("file-too-large", $"Cette pièce dépasse {MaxBytes / Mebibyte} Mo : numérisez-la en moins fin, ou scindez-la.");
    public static readonly Error QuotaExceeded = Refusal("file-quota", $"Les pièces tiennent ensemble en {QuotaBytes / Mebibyte} Mo : retirez-en une d’abord.");
    public static readonly Error UnknownType = Refusal("file-type", "Seuls les fichiers PDF, JPEG et PNG sont reçus, nommés .pdf, .jpg, .jpeg ou .png.");

    public static Error ContentDiffers(SupportingFileType type) =>
        Refusal("file-content", $"Ce fichier se dit {type.French()} et n’en est pas un : rouvrez-le, enregistrez-le de nouveau dans ce format, puis joignez-le.");

    private static Error Refusal(string code, string message) => new(code, message.French(), Field: Field);
}
