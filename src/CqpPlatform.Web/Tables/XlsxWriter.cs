using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CqpPlatform.Web.Tables;

/// <param name="Widths">Characters, column by column.</param>
/// <param name="FirstNumber">Place of the first column that holds numbers, as do all after it; none by default.</param>
public sealed record SheetContent(string Name, IReadOnlyList<int> Widths, IEnumerable<IReadOnlyList<string>> Rows, int FirstNumber = int.MaxValue);

/// <summary>
/// Writes a workbook whose every cell is text unless its column is said to count: no number loses a zero, no text becomes a formula (the cells are typed, and those that begin
/// like one bear Excel's own quote, so that they stay text when they are edited).
/// </summary>
public static class XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const int Plain = 0, Title = 1, Quoted = 2, Counted = 3;

    public static byte[] Write(IReadOnlyList<SheetContent> sheets)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Entry(zip, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{Each(sheets, i => $"""<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>""")}</Types>
                """);
            Entry(zip, "_rels/.rels", $"""<Relationships xmlns="{Relationships}"><Relationship Id="r1" Type="{Documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Entry(zip, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Documents}"><sheets>{Each(sheets, i => $"""<sheet name="{sheets[i - 1].Name}" sheetId="{i}" r:id="r{i}"/>""")}</sheets></workbook>
                """);
            Entry(zip, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="{Relationships}">{Each(sheets, i => $"""<Relationship Id="r{i}" Type="{Documents}/worksheet" Target="worksheets/sheet{i}.xml"/>""")}<Relationship Id="s" Type="{Documents}/styles" Target="styles.xml"/></Relationships>
                """);
            // Format 49 is « Texte »: what is typed into the model stays as typed.
            Entry(zip, "xl/styles.xml", $"""
                <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" applyNumberFormat="1" xfId="0"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" xfId="0"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1" xfId="0"/><xf numFmtId="1" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>
                """);
            for (var i = 0; i < sheets.Count; i++) Sheet(zip, $"xl/worksheets/sheet{i + 1}.xml", sheets[i]);
        }
        return file.ToArray();
    }

    /// <summary>« A », « AB »: the column of a place counted from 0.</summary>
    public static string Column(int place) => place < 26 ? ((char)('A' + place)).ToString() : Column((place / 26) - 1) + (char)('A' + (place % 26));

    /// <summary>A text cell at the writer's place in a row.</summary>
    internal static void Cell(XmlWriter sheet, int place, int line, string text, int? style = null)
    {
        sheet.WriteStartElement("c", Main);
        sheet.WriteAttributeString("r", Column(place) + line.ToString(CultureInfo.InvariantCulture));
        if (style is { } s) sheet.WriteAttributeString("s", s.ToString(CultureInfo.InvariantCulture));
        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is", Main);
        sheet.WriteStartElement("t", Main);
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(string.Concat(text.Where(XmlConvert.IsXmlChar)));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    private static void Number(XmlWriter sheet, int place, int line, string figures)
    {
        sheet.WriteStartElement("c", Main);
        sheet.WriteAttributeString("r", Column(place) + line.ToString(CultureInfo.InvariantCulture));
        sheet.WriteAttributeString("s", Counted.ToString(CultureInfo.InvariantCulture));
        sheet.WriteElementString("v", Main, figures);
        sheet.WriteEndElement();
    }

    private static void Sheet(ZipArchive zip, string path, SheetContent content)
    {
        using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
        using var sheet = XmlWriter.Create(entry, new() { Encoding = new UTF8Encoding(false) });
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        sheet.WriteStartElement("cols", Main);
        for (var i = 0; i < content.Widths.Count; i++)
        {
            sheet.WriteStartElement("col", Main);
            sheet.WriteAttributeString("min", $"{i + 1}");
            sheet.WriteAttributeString("max", $"{i + 1}");
            sheet.WriteAttributeString("width", $"{content.Widths[i]}");
            sheet.WriteAttributeString("style", $"{Plain}");
            sheet.WriteAttributeString("customWidth", "1");
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();
        sheet.WriteStartElement("sheetData", Main);
        var line = 0;
        foreach (var row in content.Rows)
        {
            sheet.WriteStartElement("row", Main);
            sheet.WriteAttributeString("r", $"{++line}");
            for (var i = 0; i < row.Count; i++)
                if (line > 1 && i >= content.FirstNumber) Number(sheet, i, line, row[i]);
                else if (row[i].Length > 0) Cell(sheet, i, line, row[i], line == 1 ? Title : SafeCell.IsFormula(row[i][0]) ? Quoted : Plain);
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    private static string Each(IReadOnlyList<SheetContent> sheets, Func<int, string> write) => string.Concat(Enumerable.Range(1, sheets.Count).Select(write));

    private static void Entry(ZipArchive zip, string path, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(path).Open(), new UTF8Encoding(false));
        writer.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml.Trim());
    }
}
