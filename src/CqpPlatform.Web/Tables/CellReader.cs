using System.Text.RegularExpressions;

namespace CqpPlatform.Web.Tables;

/// <summary>Reads rows by their format, one after the other: each cell's value, and every problem met.</summary>
public sealed partial class CellReader(TableFormat format, IReadOnlyDictionary<string, int> places, bool date1904)
{
    private readonly Dictionary<(string Column, string Text), int> choices = [];
    private TableRow row = new(0, []);

    public int Line => row.Line;

    /// <summary>Those of the row at hand.</summary>
    public List<TableProblem> Problems { get; private set; } = [];

    [GeneratedRegex(@"^[0-9][.,][0-9]+E\+?[0-9]{2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();

    // UTF-8 read as Windows-1252 once already: « Ã‰lodie », « FranÃ§ois ».
    [GeneratedRegex("\u00C3[\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]|\u00C2[\u00A0-\u00BF]|\uFFFD")]
    private static partial Regex Unreadable();

    public void Take(TableRow next)
    {
        (row, Problems) = (next, []);
        foreach (var column in format.Columns)
        {
            var text = Raw(column.Name);
            if (text.Length == 0 && column.Required) Fault(column, text, "Obligatoire", column.Help);
            else if (text.Length > 2 && Unreadable().IsMatch(text)) Fault(column, text, "Accents illisibles : le fichier mélange deux encodages", "Enregistrez le fichier en UTF-8, puis déposez-le de nouveau");
        }
    }

    public string Raw(string column) => places.TryGetValue(column, out var place) ? row.Cell(place) : "";

    /// <summary>Null where the cell is empty.</summary>
    public string? Text(string column) => Raw(column) is { Length: > 0 } text ? text : null;

    public DateOnly? Date(string column)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        var (date, what, remedy) = CellDate.Read(text, date1904);
        if (date is null) Fault(format.Column(column), text, what!, remedy!);
        return date;
    }

    /// <summary>Digits without their spaces; a number that lost its zeros to a spreadsheet is explained, never mended by guessing.</summary>
    public string? Digits(string column)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        var declared = format.Column(column);
        if (Scientific().IsMatch(text))
        {
            Fault(declared, text, "Le tableur a réduit ce numéro : ses chiffres sont perdus", $"Mettez la colonne au format Texte, puis retapez le numéro : {declared.Example}");
            return null;
        }
        var digits = text.AsSpan().ContainsAnyExceptInRange('!', '~') ? string.Concat(text.Where(c => !char.IsWhiteSpace(c))) : text;
        if (digits.Length < declared.Length && digits.Length >= declared.Length - 3 && !digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            Fault(declared, text, $"{digits.Length} chiffres au lieu de {declared.Length} : le tableur a sans doute retiré le zéro du début",
                $"Mettez la colonne au format Texte, puis retapez le numéro : {digits.PadLeft(declared.Length, '0')} ?");
            return null;
        }
        return digits;
    }

    /// <summary>The place of the word among the column's values, whatever its case and accents.</summary>
    public int? Choice(string column)
    {
        var text = Raw(column);
        if (text.Length == 0) return null;
        // The same few words come back on every line.
        if (!choices.TryGetValue((column, text), out var place)) choices[(column, text)] = place = PlaceOf(format.Column(column), TableFormat.Fold(text));
        if (place >= 0) return place;
        var declared = format.Column(column);
        Fault(declared, text, "Valeur inconnue", "Écrivez " + string.Join(" ou ", declared.Values.Select(v => $"« {v.Split('|')[0]} »")));
        return null;
    }

    private static int PlaceOf(TableColumn column, string folded) => column.Values.ToList().FindIndex(words => words.Split('|').Any(w => TableFormat.Fold(w) == folded));

    public void Fault(TableColumn column, string value, string what, string remedy) => Problems.Add(TableProblem.Of(row.Line, column, value, what, remedy));
}
