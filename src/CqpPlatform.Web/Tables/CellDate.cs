using System.Globalization;
using System.Text.RegularExpressions;

namespace CqpPlatform.Web.Tables;

/// <summary>A date as people and spreadsheets write it.</summary>
public static partial class CellDate
{
    private static readonly string[] Formats = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy", "yyyy-MM-dd", "yyyy/MM/dd"];

    [GeneratedRegex(@"^[0-9]{5}([.,]0+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^([0-9]{1,2}[/\-. ][0-9]{1,2}[/\-. ][0-9]{4}|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(\S+)[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$")]
    private static partial Regex WithTime();

    /// <summary>The date; or what is wrong and how to write it.</summary>
    public static (DateOnly? Date, string? What, string? Remedy) Read(string text, bool date1904)
    {
        if (WithTime().Match(text) is { Success: true } timed) text = timed.Groups[1].Value;
        if (DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return (date, null, null);
        if (Serial().IsMatch(text) && FromSerial(int.Parse(text[..5], CultureInfo.InvariantCulture), date1904) is { } counted) return (counted, null, null);
        return Shape().IsMatch(text)
            ? (null, "Cette date n’existe pas", "Reprenez la pièce ou le contrat, au format JJ/MM/AAAA")
            : (null, "Format de date non reconnu", "Écrivez la date au format JJ/MM/AAAA, l’année sur quatre chiffres : 14/03/1994");
    }

    /// <summary>Days since the workbook's origin. Excel believes that 29/02/1900 existed: from 1900 on, serial 60 is that day, and no date of a person.</summary>
    public static DateOnly? FromSerial(double serial, bool date1904)
    {
        var days = (int)Math.Floor(serial);
        if (days is < 1 or > 110_000 || (!date1904 && days == 60)) return null;
        return date1904 ? new DateOnly(1904, 1, 1).AddDays(days) : new DateOnly(1899, 12, 31).AddDays(days > 60 ? days - 1 : days);
    }
}
