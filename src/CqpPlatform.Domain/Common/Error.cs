namespace CqpPlatform.Domain.Common;

/// <summary>An expected refusal: a stable code for machines and a French sentence that says what to do.</summary>
/// <param name="Blocks">Codes of the blocks at fault, where the refusal is about blocks.</param>
/// <param name="Field">Name of the input property at fault, where there is one.</param>
public sealed record Error(string Code, string Message, IReadOnlyList<string>? Blocks = null, string? Field = null);
