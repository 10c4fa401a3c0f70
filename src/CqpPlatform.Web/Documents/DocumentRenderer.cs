using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Certifiers;
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

    /// <summary>How often a template sets itself closer to hold on one page; the minutes run over as many as they need.</summary>
    private static readonly Dictionary<string, int> Attempts = new() { ["certificate"] = 4, ["attestation"] = 4 };

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

    /// <summary>A letter: tagged PDF/A like the rest, and not sealed, as nobody verifies it.</summary>
    public async Task<Result<RenderedDocument>> RenderAsync(ConvocationDocument d, CancellationToken ct = default) => Unsealed(await RenderAsync("convocation", d.Missing(), d.Payload, ct));

    /// <summary>What members signed, as it is today: not sealed either, as the minutes are.</summary>
    public async Task<Result<RenderedDocument>> RenderAsync(SignatureSheetDocument d, CancellationToken ct = default) => Unsealed(await RenderAsync("signatures", d.Missing(), d.Payload, ct));

    /// <summary>The document as an SVG picture, to be looked at before anything is issued. An image the engine cannot draw is a refusal.</summary>
    public async Task<Result<string>> PictureAsync(CertificateDocument d, CancellationToken ct = default) => Picture(await DrawAsync("certificate", d.Missing(), d.Payload, ct, "svg"));

    public async Task<Result<string>> PictureAsync(AttestationDocument d, CancellationToken ct = default) => Picture(await DrawAsync("attestation", d.Missing(), d.Payload, ct, "svg"));

    /// <summary>Draws it for good, standards checked, and keeps nothing.</summary>
    public async Task<Result> TryAsync(CertificateDocument d, CancellationToken ct = default) => Result.From((await DrawAsync("certificate", d.Missing(), d.Payload, ct)).Errors);

    internal Task<Result<TypstResult>> RenderUnsealedAsync(CertificateDocument d, CancellationToken ct) => RenderAsync("certificate", d.Missing(), d.Payload, ct);

    internal Task<Result<TypstResult>> RenderUnsealedAsync(AttestationDocument d, CancellationToken ct) => RenderAsync("attestation", d.Missing(), d.Payload, ct);

    internal Task<Result<TypstResult>> RenderUnsealedAsync(MinutesDocument d, CancellationToken ct) => RenderAsync("minutes", d.Missing(), d.Payload, ct);

    private static Result<string> Picture(Result<TypstResult> drawn) => drawn.Refused ? Result.From(drawn.Errors) : Encoding.UTF8.GetString(drawn.Value.Pdf);

    private async Task<Result<TypstResult>> DrawAsync(string template, IReadOnlyList<string> missing, Func<LegalTexts, object> payload, CancellationToken ct, string standard = "a-2a")
    {
        try
        {
            return await RenderAsync(template, missing, payload, ct, standard);
        }
        catch (TypstException)
        {
            return IdentityErrors.NotDrawn;
        }
    }

    private async Task<Result<TypstResult>> RenderAsync(string template, IReadOnlyList<string> missing, Func<LegalTexts, object> payload, CancellationToken ct, string standard = "a-2a")
    {
        if (missing.Count > 0) return DocumentErrors.MissingMentions(missing);
        var texts = new LegalTexts();
        var data = JsonSerializer.Serialize(payload(texts), Json);
        if (texts.Refusals.Count > 0) return Result.From(texts.Refusals);
        try
        {
            var drawn = await engine.RenderAsync(new TypstRequest(template, data, standard, standard == "svg" ? [] : ["ua-1"], Attempts.GetValueOrDefault(template, 1)), ct);
            // Text never runs over a certificate's frame: it is refused rather than cut or carried to a second page.
            return template == "certificate" && drawn.Pages > 1 ? DocumentErrors.DoesNotFit : drawn;
        }
        catch (TypstException e) when (e.Errors.All(x => Undrawable().IsMatch(x)))
        {
            // Under PDF/A a letter without a glyph is an error, once per run of text.
            return texts.Undrawable(e.Errors.SelectMany(x => Unescape(Undrawable().Match(x).Groups["text"].Value).EnumerateRunes()));
        }
    }

    private static Result<RenderedDocument> Unsealed(Result<TypstResult> drawn) =>
        drawn.Refused ? Result.From(drawn.Errors) : new RenderedDocument(drawn.Value.Pdf, drawn.Value.Pages, Sha256Hex.Of(drawn.Value.Pdf));

    private static Result<RenderedDocument> Seal(TypstResult rendered, SealCertificate seal, DateTimeOffset now, bool certify)
    {
        if (!seal.IsValidAt(now)) return DocumentErrors.SealNotValid(seal.ValidFrom, seal.ValidUntil);
        var bytes = PadesSigner.Sign(rendered.Pdf, seal, new SealOptions(now, certify));
        return new RenderedDocument(bytes, rendered.Pages, Sha256Hex.Of(bytes));
    }

    /// <summary>The engine writes a mark or an unassigned letter as \u{302}.</summary>
    private static string Unescape(string text) =>
        Escaped().Replace(text, m => new Rune(int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u\{([0-9a-f]+)\}")]
    private static partial Regex Escaped();

    [GeneratedRegex("the text `?\"(?<text>.+)\"`? could not be displayed")]
    private static partial Regex Undrawable();
}
