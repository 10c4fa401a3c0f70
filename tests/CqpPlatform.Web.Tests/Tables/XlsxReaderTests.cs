using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Tests.Tables;

public sealed class XlsxReaderTests
{
    private static readonly string Header = TestWorkbook.Text("A1", "nom") + TestWorkbook.Text("B1", "date") + TestWorkbook.Text("C1", "siret");

    [Fact]
    public void Cells_are_read_as_they_show()
    {
        var table = Read(new TestWorkbook(Header,
            """<c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>34407</v></c><c r="C2"><v>12345678000176</v></c>""",
            """<c r="A3" t="s"><v>1</v></c><c r="B3" s="2"><v>34407.5</v></c><c r="D3" t="b"><v>1</v></c>""").Shared("<t>Lefèvre</t>", "<r><t>Du</t></r><r><t>pont</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>"));
        table.Rows[0].Cells.ShouldBe(["Lefèvre", "14/03/1994", "12345678000176"]);
        table.Rows[1].Cells.ShouldBe(["Dupont", "14/03/1994", "", "VRAI"]);
        table.Rows.Select(r => r.Line).ShouldBe([2, 3]);
    }

    [Fact]
    public void A_workbook_of_1904_reads_its_own_dates()
    {
        var table = Read(new TestWorkbook(Header, """<c r="B2" s="1"><v>32945</v></c>""").Workbook("""<sheet name="F" sheetId="1" r:id="rId1"/>""", """ date1904="1" """));
        (table.Rows[0].Cells[1], table.Date1904).ShouldBe(("14/03/1994", true));
    }

    [Fact]
    public void A_formula_is_the_value_it_showed_and_is_never_computed()
    {
        var table = Read(new TestWorkbook(Header, """<c r="A2" t="str"><f>HYPERLINK("http://x.invalid","Martin")</f><v>Martin</v></c><c r="B2"><f>1+1</f></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>""" + TestWorkbook.Text("D2", "=1+1")));
        table.Rows[0].Cells.ShouldBe(["Martin", "", "#DIV/0!", "=1+1"]);
    }

    [Fact]
    public void The_first_sheet_shown_is_read()
    {
        var table = Read(new TestWorkbook("""<c r="A1"><v>1</v></c>""").Sheet([Header, TestWorkbook.Text("A2", "visible")], "xl/worksheets/sheet2.xml")
            .Workbook("""<sheet name="cachée" sheetId="1" state="hidden" r:id="rId1"/><sheet name="F" sheetId="2" r:id="rId2"/>"""));
        table.Rows[0].Cells[0].ShouldBe("visible");
    }

    [Fact]
    public void A_damaged_workbook_is_refused_with_what_to_do()
    {
        var whole = new TestWorkbook(Header, TestWorkbook.Text("A2", "x")).Bytes();
        for (var cut = 10; cut < whole.Length; cut += whole.Length / 12)
            TableReader.Read(whole[..cut]).Errors.Single().ShouldBe(TableErrors.Damaged);
        TableReader.Read(new TestWorkbook(Header).With("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>").Bytes()).Errors.Single().ShouldBe(TableErrors.Damaged);
        TableReader.Read(new TestWorkbook("""<c r="A1" t="s"><v>7</v></c>""").Bytes()).Errors.Single().ShouldBe(TableErrors.Damaged);
        foreach (var second in new[] { 1, 0, -3, TableLimits.SheetRows + 1, int.MaxValue })
            TableReader.Read(new TestWorkbook(Header).With("xl/worksheets/sheet1.xml", $"""<worksheet><sheetData><row r="1">{Header}</row><row r="{second}">{TestWorkbook.Text("A2", "x")}</row></sheetData></worksheet>""").Bytes())
                .Errors.ShouldBe([TableErrors.Damaged], $"a second row numbered {second}");
    }

    [Fact]
    public void Rows_that_only_have_a_border_are_nobodys_lines()
    {
        string[] blank = [.. Enumerable.Repeat("""<c r="A1" s="1"/>""", TableLimits.Rows + 10)];
        Read(new TestWorkbook([Header, .. blank, TestWorkbook.Text("A1", "Lefèvre")])).Rows.Single().Line.ShouldBe(blank.Length + 2);
    }

    [Fact]
    public void The_model_reads_back_as_its_declaration_and_its_cells_stay_text()
    {
        var format = new TableFormat("inscriptions", [new("nom", "Nom.", "MARCHAND", "Identité", true), new("siret", "14 chiffres.", "01234567800017", "Entreprise"), new("note", "Libre.", "=1+1", "Parcours")]);
        foreach (var file in new[] { TableModel.Xlsx(format), TableModel.Csv(format) })
        {
            var table = TableReader.Read(file).Value;
            format.Match(table.Header).Problems.ShouldBeEmpty();
            table.Rows.Single().Cells.ShouldBe(["MARCHAND", "01234567800017", "=1+1"]);
        }
    }

    private static Table Read(TestWorkbook workbook)
    {
        var table = TableReader.Read(workbook.Bytes());
        table.Message.ShouldBe("");
        return table.Value;
    }
}
