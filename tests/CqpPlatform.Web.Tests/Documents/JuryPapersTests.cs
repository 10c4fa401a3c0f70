using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Tests.Documents;

/// <summary>What the jury prints besides its minutes: the sheet of signatures, and minutes that correct others.</summary>
public sealed class JuryPapersTests(DocumentsFixture documents)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static SignatureSheetDocument Sheet => new(
        Samples.Attestation31391.Certifier, Samples.Attestation31391.RegisteredTitle, "RNCP31391", "automne 2021", "CPNEC-2021-PV-00002", new(2021, 12, 9), DocumentsFixture.Now, new string('a', 64),
        [
            new("COSSON Béatrice", "Salariés, présidente, présidence", DocumentsFixture.Now, OnPaper: false, "COSSON Béatrice", new string('b', 64)),
            new("TASSIN Philippe", "Employeurs (CSCA), membre", DocumentsFixture.Now, OnPaper: true, "MOREL Hélène", new string('c', 64)),
            new("SABATHIER Luc", "Experts, expert formation pro assurance", null, OnPaper: false, null, null),
        ], DocumentsFixture.Now);

    internal static MinutesDocument Amending => Samples.Minutes(3) with
    {
        SessionNumber = "CPNEC-2021-PV-00003",
        Replaces = "CPNEC-2021-PV-00002",
        Correction = new("deux lignes ont été inversées à la saisie", [["AUBERTIN-2 Gaspard", "BC9", "validé", "non validé", "Le vote était de neuf voix contre, une pour."]])
        {
            Confirmations = [new("COSSON Béatrice", "présidence, collège salariés", DocumentsFixture.Now), new("NOGARET Alain", "vice-présidence, collège employeurs", DocumentsFixture.Now)],
        },
    };

    [Fact]
    public async Task The_sheet_of_signatures_is_a_tagged_PDF_A_2a_with_a_line_for_whoever_has_not_signed()
    {
        var path = documents.Save("signatures.pdf", (await documents.Renderer.RenderAsync(Sheet, Ct)).Value.Bytes);

        DocumentsFixture.Run("pdfinfo", path).ShouldMatch(@"Tagged:\s+yes");
        DocumentsFixture.Run("pdfinfo", "-meta", path).ShouldContain("<pdfaid:conformance>A</pdfaid:conformance>");
        DocumentsFixture.Run("qpdf", "--check", path).ShouldContain("No syntax or stream encoding errors found");
        var text = DocumentsFixture.Run("pdftotext", "-layout", path, "-");
        text.ShouldContain("2 sur 3");
        text.ShouldContain("sur la plateforme");
        DocumentsFixture.Run("pdftotext", path, "-").ShouldMatch(@"feuille\s+reçue\s+par\s+MOREL");
        text.ShouldContain("SABATHIER Luc");
    }

    [Fact]
    public async Task Amending_minutes_open_with_what_is_to_be_read_and_name_those_they_replace()
    {
        var path = documents.Save("amending.pdf", (await documents.Renderer.RenderAsync(Amending, documents.Seal, DocumentsFixture.Now, Ct)).Value.Bytes);

        var text = DocumentsFixture.Run("pdftotext", "-layout", path, "-");
        text.ShouldContain("Procès-verbal rectificatif du jury");
        text.ShouldContain("annule et remplace le procès-verbal");
        text.IndexOf("Au lieu de", StringComparison.Ordinal).ShouldBeInRange(1, text.IndexOf("Composition et présence", StringComparison.Ordinal));
        text.ShouldContain("CPNEC-2021-PV-00002");
        text.ShouldMatch(@"NOGARET Alain\s+vice-présidence, collège employeurs\s+\d\d/\d\d/\d{4} à");
        text.ShouldNotContain("Signatures", Case.Sensitive, "nobody signs them");
        DocumentsFixture.Run("pdfsig", "-nocert", path).ShouldContain("Signature is Valid");
    }
}
