using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Documents.Engine;
using CqpPlatform.Web.Documents.Sealing;

namespace CqpPlatform.Web.Documents;

/// <summary>
/// Plain records in, sealed PDF/A-2a bytes out. An expected refusal names the mention, the field or the character at fault;
/// an engine that fails throws.
/// </summary>
public sealed partial class DocumentRenderer(DocumentEngine engine)
{
    // The text goes to the template as JSON data, never into HTML.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Result<RenderedDocument>> RenderAsync(CertificateDocument document, SealCertificate seal, DateTimeOffset now, CancellationToken ct = default)
    {
        var rendered = await RenderUnsealedAsync(document, ct);
        return rendered.Refused ? Result.From(rendered.Errors) : Seal(rendered.Value, seal, now, certify: true);
    }

    public async Task<Result<RenderedDocument>> RenderAsync(AttestationDocument document, SealCertificate seal, DateTimeOffset now, CancellationToken ct = default)
    {
        var rendered = await RenderUnsealedAsync(document, ct);
        return rendered.Refused ? Result.From(rendered.Errors) : Seal(rendered.Value, seal, now, certify: true);
    }

    /// <summary>Not certified against later changes: the members may add their own signatures to the minutes.</summary>
    public async Task<Result<RenderedDocument>> RenderAsync(MinutesDocument document, SealCertificate seal, DateTimeOffset now, CancellationToken ct = default)
    {
        var rendered = await RenderUnsealedAsync(document, ct);
        return rendered.Refused ? Result.From(rendered.Errors) : Seal(rendered.Value, seal, now, certify: false);
    }

    internal Task<Result<TypstResult>> RenderUnsealedAsync(CertificateDocument d, CancellationToken ct) => RenderAsync("certificate", d.Missing(), d.Payload, ct);

    internal Task<Result<TypstResult>> RenderUnsealedAsync(AttestationDocument d, CancellationToken ct) => RenderAsync("attestation", d.Missing(), d.Payload, ct);

    internal Task<Result<TypstResult>> RenderUnsealedAsync(MinutesDocument d, CancellationToken ct) => RenderAsync("minutes", d.Missing(), d.Payload, ct);

    private async Task<Result<TypstResult>> RenderAsync(string template, IReadOnlyList<string> missing, Func<LegalTexts, object> payload, CancellationToken ct)
    {
        if (missing.Count > 0) return DocumentErrors.MissingMentions(missing);
        var texts = new LegalTexts();
        var data = JsonSerializer.Serialize(payload(texts), Json);
        if (texts.Refusals.Count > 0) return Result.From(texts.Refusals);
        try
        {
            return await engine.RenderAsync(new TypstRequest(template, data, "a-2a", ["ua-1"]), ct);
        }
        catch (TypstException e) when (e.Errors.All(x => Undrawable().IsMatch(x)))
        {
            // Under PDF/A a letter without a glyph is an error, once per run of text.
            return texts.Undrawable(e.Errors.SelectMany(x => Unescape(Undrawable().Match(x).Groups["text"].Value).EnumerateRunes()));
        }
        catch (TypstException e) when (e.Errors.Any(x => x.Contains("does-not-fit", StringComparison.Ordinal)))
        {
            return DocumentErrors.DoesNotFit;
        }
    }

    private static Result<RenderedDocument> Seal(TypstResult rendered, SealCertificate seal, DateTimeOffset now, bool certify)
    {
        if (!seal.IsValidAt(now)) return DocumentErrors.SealNotValid(seal.ValidFrom, seal.ValidUntil);
        var bytes = PadesSigner.Sign(rendered.Pdf, seal.Certificate, new SealOptions(now, certify));
        return new RenderedDocument(bytes, rendered.Pages, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>The engine writes a mark or an unassigned letter as \u{302}.</summary>
    private static string Unescape(string text) =>
        Escaped().Replace(text, m => new Rune(int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u\{([0-9a-f]+)\}")]
    private static partial Regex Escaped();

    [GeneratedRegex("the text `?\"(?<text>.+)\"`? could not be displayed")]
    private static partial Regex Undrawable();
}
