using System.Globalization;
using System.Text;
using System.Xml;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Tables;

/// <summary>Reads the first sheet as a stream. A formula's cell is the value it showed when the file was saved; nothing is ever computed.</summary>
internal sealed class XlsxReader
{
    private readonly TableGauge gauge = new();
    private readonly XlsxPackage package;
    private readonly List<string> shared;
    private readonly HashSet<int> dateStyles;

    private XlsxReader(XlsxPackage package)
    {
        this.package = package;
        shared = Shared();
        dateStyles = XlsxStyles.Dates(package);
    }

    public static Result<Table> Read(byte[] file)
    {
        using var package = XlsxPackage.Open(file);
        var rows = new XlsxReader(package).Rows();
        if (rows.Count == 0) return TableErrors.Empty;
        return new Table("classeur Excel", rows[0], rows[1..], rows.Max(r => r.Cells.Count), package.Date1904);
    }

    private List<TableRow> Rows()
    {
        using var sheet = package.Part(package.SheetPath) ?? throw new TableRefusedException(TableErrors.Damaged);
        var rows = new List<TableRow>();
        var (line, cells) = (0, new List<string>());
        while (sheet.Read())
        {
            if (sheet.LocalName == "row" && sheet.NodeType == XmlNodeType.Element)
            {
                var given = int.TryParse(sheet.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) ? number : line + 1;
                if (given <= line || given > TableLimits.SheetRows) throw new TableRefusedException(TableErrors.Damaged);
                line = given;
                cells.Clear();
                if (!sheet.IsEmptyElement) ReadRow(sheet, cells);
                if (!cells.Exists(c => c.Length > 0)) continue;
                gauge.Row();
                rows.Add(new(line, [.. cells]));
            }
        }
        return rows;
    }

    private void ReadRow(XmlReader sheet, List<string> cells)
    {
        while (sheet.Read() && !(sheet.NodeType == XmlNodeType.EndElement && sheet.LocalName == "row"))
        {
            if (sheet.NodeType != XmlNodeType.Element || sheet.LocalName != "c") continue;
            var (reference, type, style) = (sheet.GetAttribute("r"), sheet.GetAttribute("t"), sheet.GetAttribute("s"));
            var place = reference is null ? cells.Count : Place(reference);
            var value = sheet.IsEmptyElement ? "" : Value(sheet);
            if (value.Length == 0) continue;
            if (place < 0) throw new TableRefusedException(TableErrors.Damaged);
            gauge.Cell(place, value.Length);
            while (cells.Count <= place) cells.Add("");
            cells[place] = TableReader.Clean(Shown(value, type, style));
        }
    }

    /// <summary>The text of v or is: f, the formula, is passed over.</summary>
    private static string Value(XmlReader sheet)
    {
        var value = "";
        var depth = sheet.Depth;
        while (sheet.Read() && sheet.Depth > depth)
        {
            if (sheet.NodeType != XmlNodeType.Element) continue;
            if (sheet.LocalName is "v") value = Text(sheet);
            else if (sheet.LocalName is "t") value += Text(sheet);
        }
        return value;
    }

    private string Shown(string value, string? type, string? style)
    {
        if (type == "s")
            return int.TryParse(value, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < shared.Count ? shared[index] : throw new TableRefusedException(TableErrors.Damaged);
        if (type == "b") return value == "1" ? "VRAI" : "FAUX";
        if (type is "str" or "inlineStr" or "e") return value;
        if (type == "d" && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso)) return Date(DateOnly.FromDateTime(iso));
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
        if (int.TryParse(style, CultureInfo.InvariantCulture, out var s) && dateStyles.Contains(s) && CellDate.FromSerial(number, package.Date1904) is { } date) return Date(date);
        return number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
    }

    private List<string> Shared()
    {
        using var part = package.Part("xl/sharedStrings.xml");
        var strings = new List<string>();
        if (part is null) return strings;
        var (text, total) = (new StringBuilder(), 0);
        while (part.Read())
        {
            if (part.NodeType == XmlNodeType.Element && part.LocalName == "rPh") part.Skip();
            if (part.NodeType == XmlNodeType.Element && part.LocalName == "t") text.Append(Text(part));
            var empty = part.NodeType == XmlNodeType.Element && part.LocalName == "si" && part.IsEmptyElement;
            if (!empty && !(part.NodeType == XmlNodeType.EndElement && part.LocalName == "si")) continue;
            if (strings.Count >= TableLimits.Cells || (total += text.Length) > TableLimits.Text) throw new TableRefusedException(TableErrors.TooMuchText);
            strings.Add(text.ToString());
            text.Clear();
        }
        return strings;
    }

    /// <summary>The text inside the element, bounded; the reader is left on its end.</summary>
    private static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var text = "";
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (!xml.HasValue) continue;
            text = text.Length == 0 ? xml.Value : text + xml.Value;
            if (text.Length > TableLimits.CellLength * 10) throw new TableRefusedException(TableErrors.CellTooLong);
        }
        return text;
    }

    /// <summary>« C12 » is 2.</summary>
    internal static int Place(string reference)
    {
        var place = 0;
        foreach (var c in reference)
        {
            if (c is < 'A' or > 'Z') break;
            place = (place * 26) + (c - 'A' + 1);
            if (place > TableLimits.Columns * 100) break;
        }
        return place - 1;
    }

    private static string Date(DateOnly day) => French.Date(day);
}
