using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Tables;

/// <param name="Line">As the spreadsheet numbers it, from 1; blank rows count and are not listed.</param>
/// <param name="Cells">Trimmed and composed (NFC); empty text where there is nothing.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells)
{
    public string Cell(int place) => place >= 0 && place < Cells.Count ? Cells[place] : "";

    /// <summary>The cells that hold a social security number, in whatever column: told, never repeated.</summary>
    public IEnumerable<TableProblem> PersonalNumbers(TableRow header, string topic = TableProblem.FileTopic) =>
        from i in Enumerable.Range(0, Cells.Count)
        where Cells[i] == TableCopy.Masked || PersonalNumber.IsIn(Cells[i])
        select TableProblem.Of(Line, header.Cell(i) is { Length: > 0 } title ? title : XlsxWriter.Column(i), "masqué", "Numéro de sécurité sociale : jamais conservé ici", "Videz la cellule ; la plateforme n’en a pas besoin", topic);
}

/// <summary>A file as it was read.</summary>
/// <param name="Description">« point-virgule, Windows-1252 », for people.</param>
/// <param name="Width">Columns used, so that one more can be added after them.</param>
/// <param name="Date1904">Serial dates of this workbook count from 1904.</param>
public sealed record Table(string Description, TableRow Header, IReadOnlyList<TableRow> Rows, int Width, bool Date1904);

/// <summary>What a file may hold. Beyond, it is refused before it is read: no file makes a node work for minutes.</summary>
public static class TableLimits
{
    public const int Bytes = 10 << 20, Rows = 20_000, Columns = 200, CellLength = 4_000, Cells = 500_000, Text = 12_000_000;
    public const int ZipEntries = 500, ZipRatio = 100, SheetRows = 1_048_576;
    public const long UnzippedBytes = 200L << 20;
}

public static class TableErrors
{
    public static readonly Error Empty = Of("table-empty", "Ce fichier est vide : partez du modèle, puis remplissez une ligne par personne.");
    public static readonly Error TooLarge = Of("table-too-large", $"Ce fichier dépasse {TableLimits.Bytes >> 20} Mo : répartissez les lignes dans plusieurs fichiers.");
    public static readonly Error TooManyRows = Of("table-too-many-rows", $"Ce fichier dépasse {TableLimits.Rows} lignes : répartissez-les dans plusieurs fichiers.");
    public static readonly Error TooManyColumns = Of("table-too-many-columns", $"Ce fichier dépasse {TableLimits.Columns} colonnes : partez du modèle.");
    public static readonly Error CellTooLong = Of("table-cell-too-long", $"Une cellule dépasse {TableLimits.CellLength} caractères : vérifiez que chaque guillemet ouvert est refermé.");
    public static readonly Error TooMuchText = Of("table-too-much-text", "Ce fichier contient plus de données qu’un tableau d’inscriptions : partez du modèle.");
    public static readonly Error Bomb = Of("table-bomb", "Ce fichier se décompresse en une taille anormale : ouvrez-le dans un tableur, copiez les lignes dans le modèle et déposez celui-ci.");
    public static readonly Error Damaged = Of("table-damaged", "Ce classeur est abîmé ou incomplet : ouvrez-le dans un tableur, enregistrez-le de nouveau en .xlsx, puis déposez-le.");
    public static readonly Error OldOrEncrypted = Of("table-old-format", "Ancien format .xls, ou classeur protégé par un mot de passe : enregistrez-le en .xlsx sans mot de passe.");
    public static readonly Error OpenDocument = Of("table-open-document", "Format OpenDocument (.ods) : dans votre tableur, « Enregistrer sous » puis « Excel (.xlsx) » ou « CSV ».");
    public static readonly Error NotATable = Of("table-unknown-format", "Ce fichier n’est ni un CSV ni un classeur .xlsx : partez du modèle.");
    public static readonly Error Utf16 = Of("table-utf16", "Encodage non reconnu (UTF-16 sans marque) : enregistrez le fichier en « CSV UTF-8 », puis déposez-le de nouveau.");
    public static readonly Error NoSeparator = Of("table-no-separator", "Les colonnes ne sont pas séparées : point-virgule, virgule ou tabulation attendus sur la première ligne.");

    public static Error OpenQuote(int line) => Of("table-open-quote", $"Ligne {line} : un guillemet est ouvert et jamais refermé, la suite du fichier est illisible. Refermez-le ou supprimez-le.");

    private static Error Of(string code, string message) => new(code, message.French());
}

/// <summary>Stops the reading of a file for a reason its owner can read; caught where the reading began.</summary>
internal sealed class TableRefusedException(Error error) : Exception(error.Code)
{
    public Error Error { get; } = error;
}

/// <summary>Counts what is read against the limits, as it is read.</summary>
internal sealed class TableGauge
{
    private int cells, text, rows;

    public void Cell(int place, int length)
    {
        if (place >= TableLimits.Columns) throw new TableRefusedException(TableErrors.TooManyColumns);
        if (length > TableLimits.CellLength) throw new TableRefusedException(TableErrors.CellTooLong);
        if ((length > 0 && ++cells > TableLimits.Cells) || (text += length) > TableLimits.Text) throw new TableRefusedException(TableErrors.TooMuchText);
    }

    /// <summary>A row that says something: blank ones, formatted to the bottom of a sheet, are not anybody's lines.</summary>
    public void Row()
    {
        if (++rows > TableLimits.Rows + 1) throw new TableRefusedException(TableErrors.TooManyRows);
    }
}
