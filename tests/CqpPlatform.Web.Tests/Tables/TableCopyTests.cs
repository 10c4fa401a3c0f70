using System.IO.Compression;
using System.Text;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Tests.Tables;

public sealed class TableCopyTests
{
    private const string Nir = "294032A00412318";

    [Fact]
    public void A_csv_comes_back_byte_for_byte_with_one_column_more()
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var file = encoding.GetBytes("nom;\"note\"\r\nLefèvre;\"a;b\r\nc\"\r\n\r\nMartin\r\nPetit;x");
        var copy = encoding.GetString(TableCopy.WithErrors(file, TableReader.Read(file).Value, new Dictionary<int, string> { [2] = "nom\u202F: faux ; voyez", [5] = "=vide" }));
        copy.ShouldBe("nom;\"note\";erreurs\r\nLefèvre;\"a;b\r\nc\";\"nom\u00A0: faux ; voyez\"\r\n\r\nMartin\r\nPetit;x;'=vide");
    }

    [Fact]
    public void A_workbook_comes_back_with_its_cells_styles_and_formulas_and_one_column_more()
    {
        var file = new TestWorkbook(TestWorkbook.Text("A1", "nom") + TestWorkbook.Text("B1", "date"), """<c r="A2" t="str"><f>UPPER("x")</f><v>X</v></c><c r="B2" s="1"><v>34407</v></c>""").Shared("<t>autre</t>").Bytes();
        var copy = TableCopy.WithErrors(file, TableReader.Read(file).Value, new Dictionary<int, string> { [2] = "=date fausse & <vide>" });

        var table = TableReader.Read(copy).Value;
        (table.Header.Cells[2], string.Join('|', table.Rows[0].Cells)).ShouldBe(("erreurs", "X|14/03/1994|=date fausse & <vide>"));
        Part(copy, "xl/worksheets/sheet1.xml").ShouldContain("""<c r="A2" t="str"><f>UPPER("x")</f><v>X</v></c><c r="B2" s="1"><v>34407</v></c>""");
        foreach (var part in new[] { "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml" }) Part(copy, part).ShouldBe(Part(file, part));
    }

    [Fact]
    public void A_coloured_cell_without_a_word_gives_its_place_to_the_column_that_is_added()
    {
        var file = new TestWorkbook(TestWorkbook.Text("A1", "nom") + """<c r="B1" s="1"/>""", TestWorkbook.Text("A2", "Martin") + """<c r="B2" s="1"></c><c r="C2" s="1"/>""").Bytes();

        var copy = TableCopy.WithErrors(file, TableReader.Read(file).Value, new Dictionary<int, string> { [2] = "nom faux" });

        TableReader.Read(copy).Value.Rows.Single().Cells.ShouldBe(["Martin", "nom faux"]);
        var sheet = Part(copy, "xl/worksheets/sheet1.xml");
        foreach (var place in new[] { "B1", "B2" }) (sheet.Split($"r=\"{place}\"").Length - 1).ShouldBe(1, place);
    }

    [Fact]
    public void A_social_security_number_never_reaches_the_copy_that_is_kept()
    {
        var csv = Encoding.UTF8.GetBytes($"nom;numero_secu\r\nLefèvre;2 94 03 2A 004 123\r\nMartin;\r\n");
        Encoding.UTF8.GetString(TableCopy.WithoutPersonalNumbers(csv, TableReader.Read(csv).Value)!).ShouldBe("nom;numero_secu\r\nLefèvre;[numéro masqué]\r\nMartin;\r\n");

        foreach (var workbook in new[]
        {
            new TestWorkbook(TestWorkbook.Text("A1", "nom"), TestWorkbook.Text("A2", Nir)),
            new TestWorkbook(TestWorkbook.Text("A1", "nom"), """<c r="A2" t="s"><v>0</v></c>""").Shared($"<t>{Nir}</t>"),
            new TestWorkbook(TestWorkbook.Text("A1", "nom"), TestWorkbook.Text("A2", "Martin")).Sheet([TestWorkbook.Text("A1", Nir)], "xl/worksheets/sheet2.xml"),
        })
        {
            var file = workbook.Bytes();
            var kept = TableCopy.WithoutPersonalNumbers(file, TableReader.Read(file).Value)!;
            using var zip = new ZipArchive(new MemoryStream(kept));
            foreach (var entry in zip.Entries) Part(kept, entry.FullName).ShouldNotContain(Nir);
            TableReader.Read(kept).Value.Rows.Single().Cells[0].ShouldBeOneOf(TableCopy.Masked, "Martin");
        }
        var sound = new TestWorkbook(TestWorkbook.Text("A1", "nom"), TestWorkbook.Text("A2", "Martin")).Bytes();
        TableCopy.WithoutPersonalNumbers(sound, TableReader.Read(sound).Value).ShouldBeNull();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+33 6")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    public void No_exported_cell_starts_a_formula(string text)
    {
        var csv = Encoding.UTF8.GetString(CsvWriter.Write([[text]])).TrimStart('\uFEFF').TrimStart('"');
        csv.ShouldStartWith("'");
        Part(XlsxWriter.Write([new("F", [10], [["titre"], [text]])]), "xl/worksheets/sheet1.xml").ShouldContain("""<c r="A2" s="2" t="inlineStr">""");
    }

    private static string Part(byte[] file, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }
}
