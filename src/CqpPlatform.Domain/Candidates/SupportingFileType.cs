using System.Buffers.Binary;

namespace CqpPlatform.Domain.Candidates;

public enum SupportingFileType { Pdf, Jpeg, Png }

/// <summary>What a joined file may be, told by its extension and proved by its content: the first bytes, then the structure up to the last.</summary>
public static class SupportingFileTypes
{
    public const string Accept = ".pdf,.jpg,.jpeg,.png";

    public static SupportingFileType? OfName(string name) => name.LastIndexOf('.') is var dot and >= 0 ? name[dot..].ToLowerInvariant() switch
    {
        ".pdf" => SupportingFileType.Pdf,
        ".jpg" or ".jpeg" => SupportingFileType.Jpeg,
        ".png" => SupportingFileType.Png,
        _ => null,
    } : null;

    public static string French(this SupportingFileType type) => type switch
    {
        SupportingFileType.Pdf => "PDF",
        SupportingFileType.Jpeg => "JPEG",
        SupportingFileType.Png => "PNG",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string ContentType(this SupportingFileType type) => type switch
    {
        SupportingFileType.Pdf => "application/pdf",
        SupportingFileType.Jpeg => "image/jpeg",
        SupportingFileType.Png => "image/png",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static bool Holds(this SupportingFileType type, ReadOnlySpan<byte> content) => type switch
    {
        SupportingFileType.Pdf => IsPdf(content),
        SupportingFileType.Jpeg => IsJpeg(content),
        SupportingFileType.Png => IsPng(content),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    // %PDF-1.x or 2.x at the very start; the cross-reference's place and the end mark in the last kilobyte (ISO 32000-1, 7.5).
    private static bool IsPdf(ReadOnlySpan<byte> content)
    {
        if (content.Length < 32 || !content.StartsWith("%PDF-"u8) || content[5] is not ((byte)'1' or (byte)'2') || content[6] != '.') return false;
        var tail = content[^Math.Min(content.Length, 1024)..];
        return tail.LastIndexOf("startxref"u8) is var xref and >= 0 && tail.LastIndexOf("%%EOF"u8) > xref;
    }

    // Start of image, segments one after the other up to the start of scan with a frame among them, end of image (ITU T.81, annex B).
    private static bool IsJpeg(ReadOnlySpan<byte> content)
    {
        if (content.Length < 16 || content[0] != 0xFF || content[1] != 0xD8) return false;
        var framed = false;
        for (var at = 2; at + 4 <= content.Length;)
        {
            if (content[at] != 0xFF) return false;
            var marker = content[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) framed = true;
            if (marker == 0xDA) return framed && content[^Math.Min(content.Length, 64)..].LastIndexOf(EndOfImage) >= 0;
            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (length < 2) return false;
            at += 2 + length;
        }
        return false;
    }

    private static ReadOnlySpan<byte> EndOfImage => [0xFF, 0xD9];

    // Signature, then chunks up to the very last byte: a header first, some image data, an end last (PNG specification, 5.2 to 5.6).
    private static bool IsPng(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        if (!content.StartsWith(signature)) return false;
        var (first, data) = (true, false);
        for (var at = signature.Length; at + 12 <= content.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content[at..]);
            var kind = content.Slice(at + 4, 4);
            if (length > content.Length - at - 12 || (first && !(kind.SequenceEqual("IHDR"u8) && length == 13))) return false;
            data |= kind.SequenceEqual("IDAT"u8);
            at += 12 + (int)length;
            if (kind.SequenceEqual("IEND"u8)) return data && at == content.Length;
            first = false;
        }
        return false;
    }
}
