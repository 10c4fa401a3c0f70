namespace CqpPlatform.Web.Documents.Engine;

/// <param name="Standard">The PDF's; « svg » for a picture to look at.</param>
/// <param name="Also">Standards whose rules must hold too, without being exported.</param>
/// <param name="Attempts">How often the template may set itself closer to hold on one page; the last attempt is kept as it is.</param>
internal sealed record TypstRequest(string Template, string DataJson, string Standard = "a-2a", IReadOnlyList<string>? Also = null, int Attempts = 1);

/// <param name="Pdf">The file, or the picture asked for.</param>
internal sealed record TypstResult(byte[] Pdf, int Pages);

/// <summary>The template does not compile, or the file would not keep a rule of its standard.</summary>
internal sealed class TypstException(IReadOnlyList<string> errors) : Exception(string.Join("; ", errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
