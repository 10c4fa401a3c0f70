using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CqpPlatform.Web.Documents.Sealing;

/// <summary>Just enough PDF reading for an incremental update. Values are kept as raw text (Latin-1), never re-coded.</summary>
internal sealed class PdfFile
{
    private static readonly Encoding L1 = Encoding.Latin1;
    private readonly byte[] data;
    private readonly Dictionary<int, int> offsets = [];
    private readonly Dictionary<string, string> trailer = [];
    private readonly int lastXref;

    public int Root => RefNumber(trailer["Root"]);
    public int Size => int.Parse(trailer["Size"], CultureInfo.InvariantCulture);

    private PdfFile(byte[] bytes)
    {
        data = bytes;
        var tail = Math.Max(0, data.Length - 64);
        var s = L1.GetString(data, tail, data.Length - tail);
        var i = s.LastIndexOf("startxref", StringComparison.Ordinal);
        if (i < 0) throw new InvalidDataException("no startxref");
        lastXref = int.Parse(s[(i + 9)..].Split('%')[0].Trim(), CultureInfo.InvariantCulture);
        var seen = new HashSet<int>();
        for (var at = lastXref; at >= 0 && seen.Add(at);) at = ReadSection(at);
    }

    public static PdfFile Open(byte[] bytes) => new(bytes);

    private int ReadSection(int at)
    {
        var p = at;
        if (Token(ref p) != "xref") throw new NotSupportedException("cross-reference stream: only classic tables are handled");
        for (; ; )
        {
            var t = Token(ref p);
            if (t == "trailer") break;
            int start = int.Parse(t, CultureInfo.InvariantCulture), count = int.Parse(Token(ref p), CultureInfo.InvariantCulture);
            for (var k = 0; k < count; k++)
            {
                var offset = int.Parse(Token(ref p), CultureInfo.InvariantCulture);
                _ = Token(ref p);
                if (Token(ref p) == "n") offsets.TryAdd(start + k, offset);   // newest section is read first and wins
            }
        }
        var d = Parse(Value(ref p));
        foreach (var pair in d) trailer.TryAdd(pair.Key, pair.Value);
        return d.TryGetValue("Prev", out var prev) ? int.Parse(prev, CultureInfo.InvariantCulture) : -1;
    }

    public static int RefNumber(string s) => int.Parse(s.Split(' ', 2)[0], CultureInfo.InvariantCulture);
    public string Text(int number) { var p = Body(number); return Value(ref p); }
    public Dictionary<string, string> Dictionary(int number) => Parse(Text(number));
    public Dictionary<string, string> Resolve(string value) => value.StartsWith("<<", StringComparison.Ordinal) ? Parse(value) : Dictionary(RefNumber(value));

    public ReadOnlySpan<byte> RawStream(int number)
    {
        var p = Body(number);
        var d = Parse(Value(ref p));
        if (d.ContainsKey("Filter")) throw new NotSupportedException("filtered metadata stream");
        var length = d["Length"].Contains('R') ? int.Parse(Text(RefNumber(d["Length"])), CultureInfo.InvariantCulture) : int.Parse(d["Length"], CultureInfo.InvariantCulture);
        if (Token(ref p) != "stream") throw new InvalidDataException("stream expected");
        if (data[p] == '\r') p++;
        return data.AsSpan(p + 1, length);
    }

    public (byte[] Output, Dictionary<int, int> Offsets) Append(SortedDictionary<int, byte[]> objects, int size)
    {
        using var o = new MemoryStream(data.Length + 65536);
        void Put(string s) => o.Write(L1.GetBytes(s));
        o.Write(data);
        if (data[^1] != '\n') Put("\n");
        var at = new Dictionary<int, int>();
        foreach (var (n, body) in objects)
        {
            at[n] = (int)o.Position;
            Put($"{n} 0 obj\n"); o.Write(body); Put("\nendobj\n");
        }
        var xref = o.Position;
        Put("xref\n");
        var numbers = objects.Keys.ToArray();
        for (var i = 0; i < numbers.Length;)
        {
            var j = i;
            while (j + 1 < numbers.Length && numbers[j + 1] == numbers[j] + 1) j++;
            Put($"{numbers[i]} {j - i + 1}\n");
            for (; i <= j; i++) Put($"{at[numbers[i]]:D10} 00000 n \n");
        }
        // First half of the ID stays, the second changes with the content (a hash: same input, same bytes).
        var id = trailer.TryGetValue("ID", out var old) ? FirstString(old) : "<00>";
        var second = Convert.ToHexString(SHA256.HashData(o.GetBuffer().AsSpan(0, (int)o.Position)).AsSpan(0, 16));
        Put($"trailer\n<< /Size {size} /Root {trailer["Root"]}" + (trailer.TryGetValue("Info", out var info) ? $" /Info {info}" : "") +
            $" /ID [{id} <{second}>] /Prev {lastXref} >>\nstartxref\n{xref}\n%%EOF\n");
        return (o.ToArray(), at);
    }

    private static string FirstString(string array)
    {
        var f = new PdfFile(array);
        var p = 1;
        return f.Value(ref p);
    }
    private PdfFile(string text) => data = L1.GetBytes(text);

    private int Body(int number)
    {
        var p = offsets[number];
        if (Token(ref p) != number.ToString(CultureInfo.InvariantCulture)) throw new InvalidDataException("object number");
        _ = Token(ref p);
        return Token(ref p) == "obj" ? p : throw new InvalidDataException("obj expected");
    }

    private static Dictionary<string, string> Parse(string text)
    {
        var f = new PdfFile(text);
        var d = new Dictionary<string, string>();
        var p = 2;
        for (; ; )
        {
            f.Space(ref p);
            if (f.data[p] == '>') return d;
            var key = f.Token(ref p)[1..];
            d[key] = f.Value(ref p);
        }
    }

    private void Space(ref int p)
    {
        while (p < data.Length)
        {
            if (data[p] == '%') { while (p < data.Length && data[p] is not ((byte)'\r' or (byte)'\n')) p++; }
            else if (data[p] is 0 or 9 or 10 or 12 or 13 or 32) p++;
            else return;
        }
    }

    private static bool Delimiter(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32 || "()<>[]{}/%".Contains((char)b);

    private string Token(ref int p)
    {
        Space(ref p);
        var start = p++;
        while (p < data.Length && !Delimiter(data[p])) p++;
        return L1.GetString(data, start, p - start);
    }

    /// <summary>Raw text of one object: a reference, number, name, string, array or dictionary.</summary>
    private string Value(ref int p)
    {
        Space(ref p);
        var start = p;
        Skip(ref p);
        if (char.IsAsciiDigit((char)data[start]))                     // "12 0 R" or a number
        {
            var q = p;
            if (q < data.Length && int.TryParse(Token(ref q), out _) && q < data.Length && Token(ref q) == "R") p = q;
        }
        return L1.GetString(data, start, p - start);
    }

    private void Skip(ref int p)
    {
        Space(ref p);
        switch (data[p])
        {
            case (byte)'(':
                for (var depth = 0; ; p++)
                {
                    if (data[p] == '\\') p++;
                    else if (data[p] == '(') depth++;
                    else if (data[p] == ')' && --depth == 0) { p++; return; }
                }
            case (byte)'[': p++; Until(ref p, "]"); return;
            case (byte)'<' when data[p + 1] == '<': p += 2; Until(ref p, ">>"); return;
            case (byte)'<': while (data[p] != '>') p++; p++; return;
            default: Token(ref p); return;
        }
    }

    private void Until(ref int p, string end)
    {
        for (; ; )
        {
            Space(ref p);
            if (data[p] == end[0]) { p += end.Length; return; }
            Skip(ref p);
        }
    }
}
