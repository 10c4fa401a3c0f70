using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Tests.Documents;

/// <summary>The sentences of a document that depend on where it comes from.</summary>
public sealed class StatementTests(DocumentsFixture documents)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attestation_says_that_its_jury_validated_the_blocks_only_where_it_validated_all_of_them()
    {
        var mixed = await TextAsync(Samples.Attestation31391);
        mixed.ShouldContain("détient, à l’issue de la délibération du jury du 9 décembre 2021 (procès-verbal n° 2021-2), les blocs de compétences énumérés ci-dessous, qui appartiennent au certificat");
        mixed.ShouldContain("Blocs détenus");
        mixed.ShouldContain("Acquis le");
        mixed.ShouldNotContain("Validé le");

        var own = Samples.Attestation31391 with { Blocks = [.. Samples.Attestation31391.Blocks.Where(b => !b.FromElsewhere)] };
        var validated = await TextAsync(own);
        validated.ShouldContain("a validé, par délibération du jury du 9 décembre 2021 (procès-verbal n° 2021-2), les blocs de compétences énumérés ci-dessous, qui appartiennent au certificat");
        validated.ShouldContain("Blocs validés");
        validated.ShouldContain("Validé le");
        (Samples.Attestation31391.Facts("illimitée").FromElsewhere, own.Facts("illimitée").FromElsewhere).ShouldBe((true, false), "the public page says it as the paper does");
    }

    [Theory]
    [InlineData(DocumentKind.Certificate, "Annule et remplace le certificat n° 31391-2021-0112-B.")]
    [InlineData(DocumentKind.Attestation, "Annule et remplace l’attestation n° 31391-2021-0112-B.")]
    public async Task A_document_names_the_one_it_replaces_by_the_kind_of_that_one(DocumentKind former, string sentence)
    {
        var replaced = new ReplacedDocument(former, "31391-2021-0112-B");
        (await TextAsync(Samples.Attestation31391 with { Replaces = replaced })).ShouldContain(sentence);
        Text(await documents.Renderer.RenderAsync(Samples.Certificate31391 with { Replaces = replaced }, documents.Seal, DocumentsFixture.Now, Ct)).ShouldContain(sentence);
    }

    private async Task<string> TextAsync(AttestationDocument document) => Text(await documents.Renderer.RenderAsync(document, documents.Seal, DocumentsFixture.Now, Ct));

    /// <summary>The text as copied from the file, on one line, ordinary spaces.</summary>
    private string Text(Result<RenderedDocument> rendered) =>
        Regex.Replace(DocumentsFixture.Run("pdftotext", "-enc", "UTF-8", documents.Save($"{rendered.Value.Sha256}.pdf", rendered.Value.Bytes), "-"), @"\s+", " ");
}
