using System.Globalization;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Documents;

/// <summary>French wording of dates, hours, names and agreements, as printed.</summary>
internal static class PrintedFrench
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    public static string LongDate(DateOnly date) => $"{(date.Day == 1 ? "1er" : date.Day)} {Months[date.Month - 1]} {date.Year:0000}";

    public static string ShortDate(DateOnly date) => French.Date(date);

    public static string ShortDate(DateTimeOffset at) => ShortDate(DateOnly.FromDateTime(at.DateTime));

    /// <summary>« 09/12/2021 à 13 h 04 », at the offset it is given with.</summary>
    public static string Moment(DateTimeOffset at) => $"{ShortDate(at)} à {Hour(TimeOnly.FromDateTime(at.DateTime))}";

    public static string Hour(TimeOnly at) => $"{at.Hour}\u00A0h\u00A0{at.Minute:00}";

    /// <summary>« de 14 h 00 à 9 h 12 le 10 décembre 2021 »: the days are said where they are not the one of the session.</summary>
    public static string Between(DateOnly held, DateTime from, DateTime until)
    {
        var (first, last) = (DateOnly.FromDateTime(from), DateOnly.FromDateTime(until));
        var (begins, ends) = (Hour(TimeOnly.FromDateTime(from)), Hour(TimeOnly.FromDateTime(until)));
        if (first == held) return $"de {begins} à {ends}" + (last == held ? "" : $" le {LongDate(last)}");
        return first == last ? $"le {LongDate(first)} de {begins} à {ends}" : $"du {LongDate(first)} à {begins} au {LongDate(last)} à {ends}";
    }

    public static string Upper(string name) => name.ToUpper(Culture);

    public static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLower(text[0], Culture) + text[1..];

    /// <summary>né, née, or né(e) when the file does not say.</summary>
    public static string Agree(string masculine, bool? feminine) => masculine + feminine switch { true => "e", false => "", null => "(e)" };

    public static string Count(int number, string singular) => number > 1 ? $"{singular}s\u00A0: {number}" : $"{singular}\u00A0: {number}";
}
