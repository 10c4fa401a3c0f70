using System.Globalization;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials.Editing;

/// <summary>A list with one thing changed.</summary>
internal static class Lists
{
    public static IReadOnlyList<T> With<T>(this IReadOnlyList<T> list, int index, Func<T, T> change) => [.. list.Select((item, i) => i == index ? change(item) : item)];
    public static IReadOnlyList<T> Without<T>(this IReadOnlyList<T> list, int index) => [.. list.Where((_, i) => i != index)];
    public static IReadOnlyList<T> Plus<T>(this IReadOnlyList<T> list, T item) => [.. list, item];

    public static IReadOnlyList<T> Moved<T>(this IReadOnlyList<T> list, int index, int by)
    {
        var moved = list.ToList();
        var to = Math.Clamp(index + by, 0, moved.Count - 1);
        moved.RemoveAt(index);
        moved.Insert(to, list[index]);
        return moved;
    }

    /// <summary>One text a line, as it is typed in a text area.</summary>
    public static IReadOnlyList<string> Lines(this string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>« C1102 : Conseil clientèle », one a line.</summary>
    public static IReadOnlyList<CodedLabel> CodedLines(this string? text) =>
        [.. text.Lines().Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries) is [var code, var label] ? new CodedLabel(code, label) : new CodedLabel(l, ""))];

    public static string Coded(this IEnumerable<CodedLabel> codes) => string.Join('\n', codes.Select(c => $"{c.Code} : {c.Label}"));

    /// <summary>Codes between commas or spaces.</summary>
    public static IReadOnlyList<string> Codes(this string? text) => [.. (text ?? "").Split([' ', ',', ';', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A whole number as it is typed; null for nothing, or for something else.</summary>
    public static int? Whole(this string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
