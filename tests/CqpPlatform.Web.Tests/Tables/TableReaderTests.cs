using System.Text;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Tests.Tables;

public sealed class TableReaderTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData("utf-8", "point-virgule, UTF-8")]
    [InlineData("utf-8-bom", "point-virgule, UTF-8")]
    [InlineData("1252", "point-virgule, Windows-1252")]
    [InlineData("utf-16", "point-virgule, UTF-16")]
    public void Every_usual_encoding_reads_the_same(string encoding, string description)
    {
        const string text = "nom;prenoms\r\nLefèvre;Élodie\r\nŒuvrard;« Zoé »\r\n";
        byte[] file = encoding switch
        {
            "utf-8" => new UTF8Encoding(false).GetBytes(text),
            "utf-8-bom" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            "1252" => Windows1252.GetBytes(text),
            _ => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
        };
        var table = TableReader.Read(file).Value;
        table.Description.ShouldBe(description);
        table.Rows.Select(r => string.Join('|', r.Cells)).ShouldBe(["Lefèvre|Élodie", "Œuvrard|« Zoé »"]);
    }

    [Theory]
    [InlineData(";")]
    [InlineData(",")]
    [InlineData("\t")]
    public void The_separator_is_found_and_quoted_ones_stay_in_the_cell(string s)
    {
        var table = Read($"nom{s}prenoms{s}note\n\"Du{s}pont\"{s}\"Jean \"\"Jo\"\"\"{s}\"ligne 1\nligne 2\"\nMartin{s}Léa{s}\n");
        table.Rows[0].Cells.ShouldBe([$"Du{s}pont", "Jean \"Jo\"", "ligne 1\nligne 2"]);
        table.Rows.Select(r => r.Line).ShouldBe([2, 3], "a line break inside a cell is no row of the spreadsheet");
    }

    [Fact]
    public void Excel_s_own_first_line_blank_lines_and_short_rows_are_taken_as_they_are()
    {
        var table = Read("sep=,\nnom,prenoms,note\n\n,,\nMartin,Léa\n");
        table.Header.Cells.ShouldBe(["nom", "prenoms", "note"]);
        (table.Rows.Single().Line, table.Rows.Single().Cell(2)).ShouldBe((5, ""));
    }

    [Fact]
    public void Decomposed_accents_are_composed_and_spaces_around_go() =>
        Read("nom;x\n\u00A0Le\u0301a \u202F;1\n").Rows[0].Cells[0].ShouldBe("L\u00E9a");

    [Fact]
    public void A_quote_never_closed_names_its_line() =>
        TableReader.Read("nom;prenoms\nA;B\n\"C;D\nE;F\n"u8.ToArray()).Message.ShouldContain("Ligne 3");

    [Theory]
    [InlineData("", "table-empty")]
    [InlineData("  \n ", "table-empty")]
    [InlineData("nom\nMartin\n", "table-no-separator")]
    [InlineData("%PDF-1.7\0\0binaire", "table-unknown-format")]
    [InlineData("PK\u0003\u0004tronqué", "table-damaged")]
    public void What_is_no_table_is_refused_with_what_to_do(string text, string code) => TableReader.Read(Encoding.UTF8.GetBytes(text)).Errors.Single().Code.ShouldBe(code);

    [Fact]
    public void Other_formats_are_named()
    {
        TableReader.Read([0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3]).Errors.Single().ShouldBe(TableErrors.OldOrEncrypted);
        TableReader.Read(Encoding.Unicode.GetBytes("nom;prenoms\nA;B\n")).Errors.Single().ShouldBe(TableErrors.Utf16);
    }

    [Theory]
    [InlineData("14/03/1994", "1994-03-14")]
    [InlineData("4-3-1994", "1994-03-04")]
    [InlineData("1994-03-14", "1994-03-14")]
    [InlineData("1994-03-14 00:00:00", "1994-03-14")]
    [InlineData("34407", "1994-03-14")]
    [InlineData("31/02/1996", "Cette date n’existe pas")]
    [InlineData("14-3-94", "Format de date non reconnu")]
    [InlineData("mars 1994", "Format de date non reconnu")]
    public void Dates_are_read_as_people_and_spreadsheets_write_them(string text, string expected)
    {
        var (date, what, _) = CellDate.Read(text, date1904: false);
        (date?.ToString("yyyy-MM-dd") ?? what).ShouldBe(expected);
    }

    [Fact]
    public void Serial_dates_follow_the_workbook_s_origin()
    {
        CellDate.FromSerial(59, false).ShouldBe(new DateOnly(1900, 2, 28));
        CellDate.FromSerial(61, false).ShouldBe(new DateOnly(1900, 3, 1));
        CellDate.FromSerial(32945, true).ShouldBe(new DateOnly(1994, 3, 14));
    }

    [Fact]
    public void What_a_spreadsheet_took_off_a_number_is_explained()
    {
        var format = new TableFormat("essai", [new("siret", "14 chiffres", "01234567800017", "Entreprise", Kind: CellKind.Digits) { Length = 14 }]);
        var cells = new CellReader(format, new Dictionary<string, int> { ["siret"] = 0 }, false);
        cells.Take(new(2, ["1234567800017"]));
        cells.Digits("siret").ShouldBeNull();
        cells.Problems.Single().What.ShouldBe("13 chiffres au lieu de 14\u00A0: le tableur a sans doute retiré le zéro du début");
        cells.Problems.Single().Remedy.ShouldContain("01234567800017");
        cells.Take(new(3, ["1,23457E+13"]));
        cells.Digits("siret").ShouldBeNull();
        cells.Problems.Single().What.ShouldBe("Le tableur a réduit ce numéro\u00A0: ses chiffres sont perdus");
        cells.Take(new(4, ["012 345 678 00017"]));
        cells.Digits("siret").ShouldBe("01234567800017");
        cells.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Two_encodings_in_one_file_are_told_at_their_cell()
    {
        var format = new TableFormat("essai", [new("prenoms", "Prénoms", "Léa", "Identité")]);
        var cells = new CellReader(format, new Dictionary<string, int> { ["prenoms"] = 0 }, false);
        cells.Take(new(2, ["Ã‰lodie"]));
        cells.Problems.Single().What.ShouldStartWith("Accents illisibles");
        cells.Take(new(3, ["Élodie Ãstrid"]));
        cells.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_header_is_matched_by_name_or_alias_and_what_is_missing_or_twice_is_told()
    {
        var format = new TableFormat("essai", [new("nom_naissance", "Nom.", "X", "Identité", true) { Aliases = ["nom"] }, new("prenoms", "Prénoms.", "Y", "Identité", true)]);
        format.Match(new(1, ["Nom", "Prénoms"])).Places.Count.ShouldBe(2);
        var (_, problems) = format.Match(new(1, ["NOM DE NAISSANCE", "nom naissance", "Nom"]));
        problems.Select(p => (p.What, p.Warning)).ShouldBe([("Colonne inconnue\u00A0: elle n’est pas lue", true), ("Cette colonne est présente deux fois", false), ("Colonne obligatoire absente", false)]);
    }

    private static Table Read(string text) => TableReader.Read(Encoding.UTF8.GetBytes(text)).Value;
}
