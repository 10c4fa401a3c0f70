using System.Globalization;
using CqpPlatform.Web.Data;

namespace CqpPlatform.Web.Components;

/// <summary>How dates, names and numbers read on a French screen, whatever the machine's culture.</summary>
public static class FrenchFormat
{
    private const char Nbsp = '\u00A0';
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly string[] Typed = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy", "ddMMyyyy"];

    /// <summary>12/11/2021</summary>
    public static string Date(DateOnly date) => Domain.Common.French.Date(date);

    /// <summary>12/11/2021, in Paris.</summary>
    public static string Date(DateTimeOffset instant) => Date(instant.DayInParis());

    /// <summary>12/11</summary>
    public static string ShortDate(DateOnly date) => date.ToString("dd/MM", CultureInfo.InvariantCulture);

    /// <summary>mercredi 17 novembre 2021; the first of the month is « 1er ».</summary>
    public static string LongDate(DateOnly date) =>
        string.Create(French, $"{date:dddd} {Day(date)} {date:MMMM yyyy}");

    /// <summary>17 novembre 2021</summary>
    public static string PlainDate(DateOnly date) => string.Create(French, $"{Day(date)} {date:MMMM yyyy}");

    /// <summary>mercredi 17/11/2021</summary>
    public static string WeekdayDate(DateOnly date) => string.Create(French, $"{date:dddd} {Date(date)}");

    /// <summary>14:32</summary>
    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>14:32, in Paris.</summary>
    public static string Time(DateTimeOffset instant) => Time(TimeOnly.FromDateTime(instant.InParis().DateTime));

    /// <summary>12/11/2021 à 14:32, in Paris.</summary>
    public static string DateTime(DateTimeOffset instant) => $"{Date(instant)} à {Time(instant)}";

    /// <summary>Reads JJ/MM/AAAA, and the same with dashes, dots, spaces or nothing between; null if it is no date.</summary>
    public static DateOnly? ParseDate(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), Typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>« 5 jours de retard », « Aujourd’hui », « Demain », « Dans 2 jours ».</summary>
    public static string Delay(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        < 0 and var days => Count(-days, "jour") + " de retard",
        0 => "Aujourd’hui",
        1 => "Demain",
        var days => $"Dans{Nbsp}{Count(days, "jour")}",
    };

    /// <summary>1 234, with a narrow no-break space.</summary>
    public static string Number(int number) => number.ToString("N0", French);

    /// <summary>« 1 candidat », « 38 candidats »: the plural begins at two; give it when it is not a mere s.</summary>
    public static string Count(int number, string singular, string? plural = null) =>
        $"{Number(number)}{Nbsp}{(Math.Abs(number) < 2 ? singular : plural ?? singular + "s")}";

    /// <summary>« 33 tuteurs sur 38 »</summary>
    public static string OutOf(int done, int total, string singular, string? plural = null) =>
        $"{Count(done, singular, plural)} sur{Nbsp}{Number(total)}";

    /// <summary>« résultats retenus jusqu’au 28/11/2026 à 12:00 », of results that are not told yet.</summary>
    public static string KeptResults(DateTimeOffset? until) => until is { } at ? $"résultats retenus jusqu’au {DateTime(at)}" : "résultats retenus, aucune heure n’est fixée";

    private static string Day(DateOnly date) => date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture);
}
