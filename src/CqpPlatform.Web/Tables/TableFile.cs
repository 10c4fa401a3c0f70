using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Tables;

/// <summary>Tables to hand out: a model to fill in, or its owner's file given back.</summary>
public static class TableFile
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Csv = "text/csv";

    /// <param name="rows">What is filled in already; null for one example.</param>
    public static FileToRead Model(string name, bool asWorkbook, TableFormat format, IReadOnlyList<IReadOnlyList<string>>? rows = null) =>
        asWorkbook ? new(name + ".xlsx", Xlsx, TableModel.Xlsx(format, rows)) : new(name + ".csv", Csv, TableModel.Csv(format, rows));

    /// <summary>The owner's file back: same format, same rows, and one column that says what is wrong with each line.</summary>
    /// <param name="onlyFaulty">The lines to correct and no others: to read them, or to hand them to whoever knows.</param>
    public static FileToRead Annotated(string fileName, byte[] content, Table table, IReadOnlyList<TableProblem> problems, bool onlyFaulty = false)
    {
        var only = onlyFaulty ? problems.Where(p => !p.Warning).Select(p => p.Line).ToHashSet() : null;
        var notes = problems.GroupBy(p => p.Line).ToDictionary(g => g.Key, g => string.Join(" | ", g.OrderBy(p => p.Warning).Select(Note)));
        var isWorkbook = TableReader.IsZip(content);
        return new FileToRead($"{Path.GetFileNameWithoutExtension(fileName)}-{(onlyFaulty ? "a-corriger" : "erreurs")}{(isWorkbook ? ".xlsx" : ".csv")}", isWorkbook ? Xlsx : Csv, TableCopy.WithErrors(content, table, notes, only));
    }

    private static string Note(TableProblem p) => $"{(p.Warning ? "Attention, " : "")}{p.Column}\u00A0: {p.What.TrimEnd('.')}. {p.Remedy}";
}
