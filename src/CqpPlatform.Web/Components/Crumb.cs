namespace CqpPlatform.Web.Components;

/// <param name="Href">Null for the current page.</param>
public sealed record Crumb(string Label, string? Href = null);
