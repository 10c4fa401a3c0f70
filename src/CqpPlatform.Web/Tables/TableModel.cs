namespace CqpPlatform.Web.Tables;

/// <summary>The file to fill in, made from its declaration: the columns, one example or what is known already, and the help.</summary>
public static class TableModel
{
    public static byte[] Xlsx(TableFormat format, IReadOnlyList<IReadOnlyList<string>>? rows = null)
    {
        var filled = new SheetContent(format.Name, [.. format.Columns.Select(c => Math.Clamp(Math.Max(c.Name.Length, c.Example.Length) + 2, 12, 40))], Rows(format, rows));
        IEnumerable<IReadOnlyList<string>> help = [["Colonne", "Obligatoire", "À saisir", "Exemple"], .. format.Columns.Select(c => (IReadOnlyList<string>)[c.Name, c.Required ? "oui" : "non", c.Help, c.Example])];
        return XlsxWriter.Write([filled, new("Aide", [26, 12, 90, 40], help)]);
    }

    public static byte[] Csv(TableFormat format, IReadOnlyList<IReadOnlyList<string>>? rows = null) => CsvWriter.Write(Rows(format, rows));

    private static IEnumerable<IReadOnlyList<string>> Rows(TableFormat format, IReadOnlyList<IReadOnlyList<string>>? rows) =>
        [[.. format.Columns.Select(c => c.Name)], .. (rows ?? [[.. format.Columns.Select(c => c.Example)]])];
}
