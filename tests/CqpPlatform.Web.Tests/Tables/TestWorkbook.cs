using System.IO.Compression;
using System.Text;

namespace CqpPlatform.Web.Tests.Tables;

/// <summary>A workbook as spreadsheets write them, part by part, so that a test can damage each.</summary>
internal sealed class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly Dictionary<string, string> parts = [];

    public TestWorkbook(params string[] rows)
    {
        Workbook("""<sheet name="Inscriptions" sheetId="1" r:id="rId1"/>""");
        parts["xl/_rels/workbook.xml.rels"] = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="t" Target="/xl/worksheets/sheet2.xml"/></Relationships>""";
        // Style 1 is a built-in date, 2 a custom one, 3 a number.
        parts["xl/styles.xml"] = $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-40C]d&quot; &quot;mmmm&quot; &quot;yyyy"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>""";
        Sheet(rows);
    }

    public TestWorkbook Workbook(string sheets, string properties = "") => With("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr{properties}/><sheets>{sheets}</sheets></workbook>""");

    public TestWorkbook Sheet(string[] rows, string path = "xl/worksheets/sheet1.xml") =>
        With(path, $"""<worksheet xmlns="{Main}"><sheetData>{string.Concat(rows.Select((cells, i) => $"""<row r="{i + 1}">{cells}</row>"""))}</sheetData></worksheet>""");

    public TestWorkbook Shared(params string[] items) => With("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{string.Concat(items.Select(i => $"<si>{i}</si>"))}</sst>""");

    public TestWorkbook With(string path, string xml)
    {
        parts[path] = xml;
        return this;
    }

    public static string Text(string reference, string text) => $"""<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>""";

    public byte[] Bytes()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, xml) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open(), new UTF8Encoding(false));
                writer.Write(xml);
            }
        }
        return file.ToArray();
    }
}
