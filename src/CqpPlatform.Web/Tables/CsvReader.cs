using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Tables;

/// <summary>
/// RFC 4180 over a whole text: quoted separators and line breaks, doubled quotes; a quote inside an unquoted cell is a character like another.
/// It knows where each record begins and ends, so that a copy can keep it as it was written.
/// </summary>
internal sealed class CsvReader(string text, char separator)
{
    private const int Lately = 4096;
    private readonly TableGauge gauge = new();
    private readonly List<string> cells = [];
    private int at;

    // The same few words come back on every line: a cell seen lately is not made again. Bounded, whatever the file.
    private readonly string?[] lately = new string?[Lately];

    public int Start { get; private set; }

    /// <summary>Where the record's text ends, its line break left out.</summary>
    public int End { get; private set; }
    public int Line { get; private set; }
    public List<string> Cells => cells;

    public static Result<Table> Read(CsvText file)
    {
        var (separator, name, skip) = Separator(file.Text);
        var reader = new CsvReader(file.Text, separator) { at = skip, Line = skip > 0 ? 1 : 0 };
        var rows = new List<TableRow>();
        while (reader.Next())
        {
            if (!reader.cells.Exists(c => c.Length > 0)) continue;
            reader.gauge.Row();
            rows.Add(new(reader.Line, [.. reader.cells]));
        }
        if (rows.Count == 0) return TableErrors.Empty;
        return new Table($"{name}, {file.EncodingName}", rows[0], rows[1..], rows.Max(r => r.Cells.Count), Date1904: false);
    }

    /// <summary>The most frequent of the three on the first line, outside quotes; « sep=; » says it for Excel and is no row.</summary>
    public static (char Separator, string Name, int Skip) Separator(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Name(text[4]) is { } told) return (text[4], told, text.IndexOf('\n') + 1);
        var counts = new Dictionary<char, int> { [';'] = 0, [','] = 0, ['\t'] = 0 };
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is '\n' or '\r' && counts.Values.Any(n => n > 0)) break;
            else if (!quoted && counts.TryGetValue(c, out var seen)) counts[c] = seen + 1;
        }
        var best = counts.MaxBy(c => c.Value);
        return best.Value > 0 ? (best.Key, Name(best.Key)!, 0) : throw new TableRefusedException(text.AsSpan().Trim().IsEmpty ? TableErrors.Empty : TableErrors.NoSeparator);
    }

    public bool Next()
    {
        if (at >= text.Length) return false;
        cells.Clear();
        (Start, Line) = (at, Line + 1);
        while (true)
        {
            var cell = at < text.Length && text[at] == '"' ? Quoted() : Plain();
            gauge.Cell(cells.Count, cell.Length);
            cells.Add(TableReader.Clean(cell));
            if (at < text.Length && text[at] == separator)
            {
                at++;
                continue;
            }
            End = at;
            if (at < text.Length) at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            return true;
        }
    }

    private string Cell(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty) return "";
        ref var seen = ref lately[string.GetHashCode(cell) & (Lately - 1)];
        return seen is not null && cell.SequenceEqual(seen) ? seen : seen = cell.ToString();
    }

    private string Plain()
    {
        var end = text.AsSpan(at).IndexOfAny(separator, '\r', '\n');
        var start = at;
        at = end < 0 ? text.Length : at + end;
        return Cell(text.AsSpan(start, at - start));
    }

    private string Quoted()
    {
        var start = ++at;
        var doubled = false;
        while (true)
        {
            var quote = text.AsSpan(at).IndexOf('"');
            if (quote < 0) throw new TableRefusedException(TableErrors.OpenQuote(Line));
            at += quote;
            if (at + 1 >= text.Length || text[at + 1] != '"') break;
            (doubled, at) = (true, at + 2);
        }
        if (at - start > TableLimits.CellLength) throw new TableRefusedException(TableErrors.OpenQuote(Line));
        var cell = text[start..at++];
        if (doubled) cell = cell.Replace("\"\"", "\"");
        // What stands between the closing quote and the separator belongs to the cell: « "Jean" Paul ».
        return at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n') ? cell + Plain() : cell;
    }

    private static string? Name(char separator) => separator switch
    {
        ';' => "point-virgule",
        ',' => "virgule",
        '\t' => "tabulation",
        _ => null,
    };
}
