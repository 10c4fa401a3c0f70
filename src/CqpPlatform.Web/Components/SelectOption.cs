namespace CqpPlatform.Web.Components;

public sealed record SelectOption(string Value, string Label);

/// <param name="Tone">Colour once chosen, for a rating.</param>
/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Needs">Choosing it opens what stands in a `.more` (a comment due).</param>
public sealed record SegOption(string Value, string Label, Tone? Tone = null, string? Icon = null, bool Needs = false);
