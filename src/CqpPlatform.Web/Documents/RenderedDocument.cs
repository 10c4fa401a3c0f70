namespace CqpPlatform.Web.Documents;

/// <summary>A sealed PDF/A-2a file: to be stored as it is and never rendered again.</summary>
/// <param name="Sha256">Of the bytes, 64 lower-case hexadecimal digits.</param>
public sealed record RenderedDocument(byte[] Bytes, int Pages, string Sha256);
