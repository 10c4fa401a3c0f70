namespace CqpPlatform.Web.Documents.Engine;

/// <param name="Also">Standards whose rules must hold too, without being exported.</param>
internal sealed record TypstRequest(string Template, string DataJson, string Standard = "a-2a", IReadOnlyList<string>? Also = null);

internal sealed record TypstResult(byte[] Pdf, int Pages);

/// <summary>The template does not compile, or the file would not keep a rule of its standard.</summary>
internal sealed class TypstException(IReadOnlyList<string> errors) : Exception(string.Join("; ", errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
