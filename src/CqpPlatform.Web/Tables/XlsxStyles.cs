using System.Globalization;
using System.Xml;

namespace CqpPlatform.Web.Tables;

/// <summary>Which styles of a workbook show their number as a date.</summary>
internal static class XlsxStyles
{
    public static HashSet<int> Dates(XlsxPackage package)
    {
        using var styles = package.Part("xl/styles.xml");
        var dates = new HashSet<int>();
        if (styles is null) return dates;
        var own = new HashSet<int>();
        var (inFormats, index) = (false, 0);
        while (styles.Read())
        {
            if (styles.LocalName == "cellXfs") inFormats = styles.NodeType == XmlNodeType.Element && !styles.IsEmptyElement;
            if (styles.NodeType != XmlNodeType.Element) continue;
            if (styles.LocalName == "numFmt" && Number("numFmtId") is { } id && IsDate(styles.GetAttribute("formatCode") ?? "")) own.Add(id);
            if (!inFormats || styles.LocalName != "xf") continue;
            if (Number("numFmtId") is { } format && (own.Contains(format) || format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 50 and <= 58))) dates.Add(index);
            index++;
        }
        return dates;

        int? Number(string name) => int.TryParse(styles.GetAttribute(name), CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    /// <summary>A code with a day or a year outside quotes and brackets: « dd/mm/yyyy », « [$-40C]d mmmm yyyy », « jj/mm/aaaa ».</summary>
    private static bool IsDate(string code)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            var c = char.ToLowerInvariant(code[i]);
            if (c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c == '[') bracketed = true;
            else if (c == ']') bracketed = false;
            else if (!bracketed && c is 'd' or 'y' or 'j' or 'a') return true;
        }
        return false;
    }
}
