using System.Buffers.Binary;
using System.IO.Compression;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>Reads a PNG as far as to know that it is one and whole: an engine that cannot draw an image leaves a blank and says nothing.</summary>
internal static class PngPicture
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Begins(byte[] file) => file.AsSpan().StartsWith(Signature);

    public static (int Width, int Height)? SizeOf(byte[] file) => file.Length > 33 && Begins(file) && file.AsSpan(12, 4).SequenceEqual("IHDR"u8)
        ? (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)))
        : null;

    /// <summary>Its parts follow one another to the end, and hold exactly the pixels it says. Not interlaced.</summary>
    public static bool IsWhole(byte[] file)
    {
        if (SizeOf(file) is not { } size || RowOf(file, size.Width) is not { } row || file[28] != 0) return false;
        using var packed = new MemoryStream();
        for (var at = Signature.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length < 0 || length > file.Length - at - 12) return false;
            var type = file.AsSpan(at + 4, 4);
            if (type.SequenceEqual("IDAT"u8)) packed.Write(file, at + 8, length);
            if (type.SequenceEqual("IEND"u8)) return Unpacks(packed, (1L + row) * size.Height);
            at += length + 12;
        }
        return false;
    }

    /// <summary>Bytes in a row of pixels, by depth and colour type; null for a pair the format does not know.</summary>
    private static long? RowOf(byte[] file, int width)
    {
        int? channels = (file[24], file[25]) switch
        {
            (1 or 2 or 4 or 8 or 16, 0) => 1,
            (8 or 16, 2) => 3,
            (1 or 2 or 4 or 8, 3) => 1,
            (8 or 16, 4) => 2,
            (8 or 16, 6) => 4,
            _ => null,
        };
        return channels is null ? null : ((long)width * channels.Value * file[24] + 7) / 8;
    }

    /// <summary>Never more than expected is unpacked, whatever the file would give.</summary>
    private static bool Unpacks(MemoryStream packed, long expected)
    {
        packed.Position = 0;
        try
        {
            using var pixels = new ZLibStream(packed, CompressionMode.Decompress);
            var buffer = new byte[81920];
            long total = 0;
            for (int read; total <= expected && (read = pixels.Read(buffer)) > 0;) total += read;
            return total == expected;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
