using System.Globalization;
using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Tables;

/// <summary>How the text of a column is read.</summary>
public enum CellKind { Text, Date, Digits, Choice }

/// <summary>One column of a file people fill in: the model, the help and the reading all come from here.</summary>
/// <param name="Name">As the header writes it: « date_naissance ».</param>
/// <param name="Help">What to type, in one sentence.</param>
/// <param name="Topic">The heading errors are grouped under: « Identité ».</param>
public sealed record TableColumn(string Name, string Help, string Example, string Topic, bool Required = false, CellKind Kind = CellKind.Text)
{
    /// <summary>Other headers that mean this column.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What a choice may be: each value with its synonyms, « F|Madame|Mme ».</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>How many digits a number has, where that never varies: a spreadsheet takes leading zeros off.</summary>
    public int Length { get; init; }
}

/// <summary>The columns of one kind of file.</summary>
/// <param name="Name">Name of the model's file and sheet: « inscriptions ».</param>
public sealed record TableFormat(string Name, IReadOnlyList<TableColumn> Columns)
{
    public TableColumn Column(string name) => Columns.First(c => c.Name == name);

    /// <summary>Where each column stands in the file; and what is wrong with the header.</summary>
    public (IReadOnlyDictionary<string, int> Places, IReadOnlyList<TableProblem> Problems) Match(TableRow header)
    {
        var places = new Dictionary<string, int>();
        var problems = new List<TableProblem>();
        for (var i = 0; i < header.Cells.Count; i++)
        {
            var title = header.Cells[i];
            if (title.Length == 0) continue;
            var folded = Fold(title);
            var column = Columns.FirstOrDefault(c => Fold(c.Name) == folded || c.Aliases.Any(a => Fold(a) == folded));
            if (column is null)
            {
                if (folded != Fold(TableCopy.ErrorColumn)) problems.Add(TableProblem.Of(header.Line, title, title, "Colonne inconnue : elle n’est pas lue", "Rien à faire si elle est à vous ; sinon, reprenez le nom du modèle") with { Warning = true });
            }
            else if (!places.TryAdd(column.Name, i))
            {
                problems.Add(TableProblem.Of(header.Line, column.Name, title, "Cette colonne est présente deux fois", "Gardez-en une seule"));
            }
        }
        foreach (var missing in Columns.Where(c => c.Required && !places.ContainsKey(c.Name)))
            problems.Add(TableProblem.Of(header.Line, missing.Name, "", "Colonne obligatoire absente", $"Ajoutez la colonne « {missing.Name} » : {missing.Help}"));
        return (places, problems);
    }

    /// <summary>« Prénom(s) » is « prenom_s »: case, accents and punctuation do not count in a header.</summary>
    public static string Fold(string title)
    {
        var folded = new StringBuilder(title.Length);
        foreach (var c in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != '_') folded.Append('_');
        }
        return folded.ToString().TrimEnd('_');
    }
}

/// <summary>One fault or doubt in a file: where, what was read, what is wrong and what to do.</summary>
/// <param name="Line">As the spreadsheet numbers its rows.</param>
public sealed record TableProblem(int Line, string Column, string Value, string What, string Remedy, string Topic, bool Warning)
{
    public const string FileTopic = "Fichier";
    private const int LongestValue = 60;

    public static TableProblem Of(int line, string column, string value, string what, string remedy, string topic = FileTopic) =>
        new(line, column, value.Length > LongestValue ? value[..LongestValue] + "…" : value, what.French(), remedy.French(), topic, false);

    public static TableProblem Of(int line, TableColumn column, string value, string what, string remedy) => Of(line, column.Name, value, what, remedy, column.Topic);

    /// <summary>A rule's sentence: what is wrong first, what to do after it, or an example of the column.</summary>
    public static TableProblem Of(int line, TableColumn column, string value, Error error)
    {
        var cut = error.Message.IndexOf(". ", StringComparison.Ordinal);
        var (what, remedy) = cut < 0 ? (error.Message, column.Help) : (error.Message[..(cut + 1)], error.Message[(cut + 2)..]);
        return Of(line, column, value, what.TrimEnd('.'), remedy.TrimEnd('.'));
    }
}
