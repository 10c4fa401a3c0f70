using System.Text;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Tests.Documents;

public sealed class DocumentVerifierTests(DocumentsFixture documents)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string[] Fingerprints => [documents.Seal.Fingerprint];

    private async Task<RenderedDocument> Certificate() =>
        (await documents.Renderer.RenderAsync(Samples.Certificate41351, documents.Seal, DocumentsFixture.Now, Ct)).Value;

    [Fact]
    public async Task The_issued_bytes_are_genuine()
    {
        var issued = await Certificate();

        DocumentVerifier.Verify(issued.Bytes, issued.Sha256, Fingerprints).ShouldBe(DocumentVerdict.Genuine);
        DocumentVerifier.Verify(issued.Bytes, null, Fingerprints).ShouldBe(DocumentVerdict.Genuine);
    }

    [Fact]
    public async Task A_flipped_byte_anywhere_is_seen()
    {
        var issued = await Certificate();
        for (var at = 11; at < issued.Bytes.Length; at += issued.Bytes.Length / 97)
        {
            var copy = issued.Bytes.ToArray();
            copy[at] ^= 1;
            DocumentVerifier.Verify(copy, issued.Sha256, Fingerprints).ShouldNotBe(DocumentVerdict.Genuine, $"byte {at}");
            DocumentVerifier.Verify(copy, null, Fingerprints).ShouldNotBe(DocumentVerdict.Genuine, $"byte {at}");
        }
        issued.Bytes[5000] ^= 1;
        DocumentVerifier.Verify(issued.Bytes, issued.Sha256, Fingerprints).ShouldBe(DocumentVerdict.Altered);
    }

    [Fact]
    public async Task Appended_bytes_are_seen()
    {
        var issued = await Certificate();

        DocumentVerifier.Verify([.. issued.Bytes, .. "\n% ajout\n"u8], issued.Sha256, Fingerprints).ShouldBe(DocumentVerdict.Altered);
    }

    [Fact]
    public async Task Another_document_of_ours_is_told_from_the_one_asked_about()
    {
        var issued = await Certificate();

        DocumentVerifier.Verify(issued.Bytes, new string('0', 64), Fingerprints).ShouldBe(DocumentVerdict.AnotherOfOurs);
    }

    [Fact]
    public async Task A_file_without_our_seal_is_not_ours()
    {
        var issued = await Certificate();
        var unsealed = (await documents.Renderer.RenderUnsealedAsync(Samples.Certificate41351, Ct)).Value;

        DocumentVerifier.Verify(unsealed.Pdf, null, Fingerprints).ShouldBe(DocumentVerdict.NotSealedByUs);
        DocumentVerifier.Verify(Encoding.ASCII.GetBytes("not a PDF"), null, Fingerprints).ShouldBe(DocumentVerdict.NotSealedByUs);
        DocumentVerifier.Verify(issued.Bytes, issued.Sha256, ["somebody-else"]).ShouldBe(DocumentVerdict.NotSealedByUs);
    }

    [Fact]
    public async Task A_seal_kept_as_bytes_seals_as_before_and_refuses_once_out_of_date()
    {
        using var kept = SealCertificate.Import(documents.Seal.Export());
        var sealedAgain = await documents.Renderer.RenderAsync(Samples.Certificate41351, kept, DocumentsFixture.Now, Ct);
        var late = await documents.Renderer.RenderAsync(Samples.Certificate41351, kept, DocumentsFixture.Now.AddYears(11), Ct);

        kept.Fingerprint.ShouldBe(documents.Seal.Fingerprint);
        kept.LegalName.ShouldBe("CPNE du courtage d’assurances");
        DocumentVerifier.Verify(sealedAgain.Value.Bytes, sealedAgain.Value.Sha256, Fingerprints).ShouldBe(DocumentVerdict.Genuine);
        late.Errors.Single().Code.ShouldBe("document-seal-not-valid");
    }

    [Fact]
    public async Task Certificates_forbid_later_changes_and_minutes_leave_room_for_the_members_signatures()
    {
        var certificate = await Certificate();
        var minutes = (await documents.Renderer.RenderAsync(Samples.Minutes(1), documents.Seal, DocumentsFixture.Now, Ct)).Value;

        Encoding.Latin1.GetString(certificate.Bytes).ShouldContain("/DocMDP");
        Encoding.Latin1.GetString(minutes.Bytes).ShouldNotContain("/DocMDP");
    }
}
