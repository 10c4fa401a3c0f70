using System.Text;

namespace CqpPlatform.Web.Tables;

/// <summary>CSV as a French spreadsheet opens it: UTF-8 with its mark, semicolons, and no cell that would be computed.</summary>
public static class CsvWriter
{
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i > 0) text.Append(';');
                text.Append(Cell(row[i], ';'));
            }
            text.Append("\r\n");
        }
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    internal static string Cell(string value, char separator)
    {
        var safe = SafeCell.Guard(value);
        return safe.AsSpan().IndexOfAny(separator, '"', '\n') >= 0 || safe.Contains('\r') ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
