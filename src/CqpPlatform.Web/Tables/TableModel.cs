namespace CqpPlatform.Web.Tables;

/// <summary>The file to fill in, made from its declaration: the columns, one example, and the help.</summary>
public static class TableModel
{
    public static byte[] Xlsx(TableFormat format)
    {
        var filled = new SheetContent(format.Name, [.. format.Columns.Select(c => Math.Clamp(Math.Max(c.Name.Length, c.Example.Length) + 2, 12, 40))], Rows(format));
        IEnumerable<IReadOnlyList<string>> help = [["Colonne", "Obligatoire", "À saisir", "Exemple"], .. format.Columns.Select(c => (IReadOnlyList<string>)[c.Name, c.Required ? "oui" : "non", c.Help, c.Example])];
        return XlsxWriter.Write([filled, new("Aide", [26, 12, 90, 40], help)]);
    }

    public static byte[] Csv(TableFormat format) => CsvWriter.Write(Rows(format));

    private static IEnumerable<IReadOnlyList<string>> Rows(TableFormat format) => [[.. format.Columns.Select(c => c.Name)], [.. format.Columns.Select(c => c.Example)]];
}
