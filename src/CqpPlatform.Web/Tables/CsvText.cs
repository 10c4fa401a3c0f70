using System.Text;
using System.Text.Unicode;

namespace CqpPlatform.Web.Tables;

/// <summary>A text file decoded: with or without its mark, UTF-8 where it is valid, otherwise what French spreadsheets write.</summary>
/// <param name="Mark">Bytes of the byte order mark, put back in a copy.</param>
internal sealed record CsvText(string Text, Encoding Encoding, string EncodingName, int Mark)
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static CsvText Decode(byte[] file)
    {
        var bytes = file.AsSpan();
        if (bytes.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF])) return Of(file, 3, Encoding.UTF8, "UTF-8");
        if (bytes.StartsWith([(byte)0xFF, (byte)0xFE])) return Of(file, 2, Encoding.Unicode, "UTF-16");
        if (bytes.StartsWith([(byte)0xFE, (byte)0xFF])) return Of(file, 2, Encoding.BigEndianUnicode, "UTF-16");
        if (bytes.StartsWith([(byte)0xD0, (byte)0xCF, (byte)0x11, (byte)0xE0])) throw new TableRefusedException(TableErrors.OldOrEncrypted);
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        var zeros = head.Count((byte)0);
        if (zeros > 0) throw new TableRefusedException(zeros * 3 > head.Length ? TableErrors.Utf16 : TableErrors.NotATable);
        return Utf8.IsValid(bytes) ? Of(file, 0, Encoding.UTF8, "UTF-8") : Of(file, 0, Windows1252, "Windows-1252");
    }

    /// <summary>The same characters back in the file's own encoding; those it has not are written plainly.</summary>
    public byte[] Encode(string text)
    {
        // Windows-1252 has no narrow no-break space.
        var bytes = Encoding.GetBytes(Encoding == Windows1252 ? text.Replace('\u202F', '\u00A0') : text);
        return Mark == 0 ? bytes : [.. Encoding.GetPreamble(), .. bytes];
    }

    private static CsvText Of(byte[] file, int mark, Encoding encoding, string name) => new(encoding.GetString(file, mark, file.Length - mark), encoding, name, mark);
}
