namespace CqpPlatform.Domain.Common;

public static class Blank
{
    /// <summary>Without the spaces around; null where nothing is left.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
