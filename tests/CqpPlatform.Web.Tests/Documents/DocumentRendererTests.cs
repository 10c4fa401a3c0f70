using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Tests.Documents;

public sealed class DocumentRendererTests(DocumentsFixture documents)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["certificate-31391", "certificate-41351", "certificate-dressed", "attestation", "attestation-dressed", "minutes"];

    private Task<Result<RenderedDocument>> Render(string kind) => kind switch
    {
        "certificate-31391" => documents.Renderer.RenderAsync(Samples.Certificate31391, documents.Seal, DocumentsFixture.Now, Ct),
        "certificate-41351" => documents.Renderer.RenderAsync(Samples.Certificate41351, documents.Seal, DocumentsFixture.Now, Ct),
        "certificate-dressed" => documents.Renderer.RenderAsync(Samples.Certificate31391 with { Look = Samples.Burgundy, Signatory = Samples.Delegate }, documents.Seal, DocumentsFixture.Now, Ct),
        "attestation-dressed" => documents.Renderer.RenderAsync(Samples.Attestation31391 with { Look = Samples.Burgundy, Signatory = Samples.Delegate }, documents.Seal, DocumentsFixture.Now, Ct),
        "attestation" => documents.Renderer.RenderAsync(Samples.Attestation31391, documents.Seal, DocumentsFixture.Now, Ct),
        _ => documents.Renderer.RenderAsync(Samples.Minutes(3), documents.Seal, DocumentsFixture.Now, Ct),
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_document_is_a_tagged_PDF_A_2a_with_embedded_fonts_that_qpdf_finds_sound(string kind)
    {
        var rendered = (await Render(kind)).Value;
        var path = documents.Save(kind + ".pdf", rendered.Bytes);

        Regex.IsMatch(DocumentsFixture.Run("pdfinfo", path), @"Tagged:\s+yes").ShouldBeTrue();
        var metadata = DocumentsFixture.Run("pdfinfo", "-meta", path);
        metadata.ShouldContain("<pdfaid:part>2</pdfaid:part>");
        metadata.ShouldContain("<pdfaid:conformance>A</pdfaid:conformance>");
        metadata.ShouldContain("<pdfuaid:part>1</pdfuaid:part>");
        DocumentsFixture.Run("pdfinfo", "-struct", path).ShouldContain("H1");
        DocumentsFixture.Run("qpdf", "--check", path).ShouldContain("No syntax or stream encoding errors found");
        var signature = DocumentsFixture.Run("pdfsig", "-nocert", path);
        signature.ShouldContain("Signature is Valid");
        signature.ShouldContain("Total document signed");
        foreach (var font in DocumentsFixture.Run("pdffonts", path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
            font.ShouldMatch(@"Source(Serif4|Sans3).*\byes +yes +yes\b");
    }

    [Fact]
    public async Task A_convocation_is_a_tagged_PDF_A_2a_that_bears_no_seal()
    {
        var letter = new ConvocationDocument("Commission paritaire nationale de l’emploi du courtage d’assurances", "COSSON Béatrice", "Salariés", "membre", null, Samples.Attestation31391.RegisteredTitle, "RNCP31391",
            "Campagne 2021", new(2021, 12, 9), new(9, 30), "10 rue Auber, 75009 Paris", ["Présence et quorum", "Délibération"], CqpPlatform.Domain.Juries.ImpartialityStatement.Text,
            "https://exemple.invalid/jury/1", new(2021, 11, 20), "Paris", new("VAUTRIN Gérard", "président"));

        var path = documents.Save("convocation.pdf", (await documents.Renderer.RenderAsync(letter, Ct)).Value.Bytes);

        DocumentsFixture.Run("pdfinfo", path).ShouldMatch(@"Tagged:\s+yes");
        DocumentsFixture.Run("pdfinfo", "-meta", path).ShouldContain("<pdfaid:conformance>A</pdfaid:conformance>");
        DocumentsFixture.Run("qpdf", "--check", path).ShouldContain("No syntax or stream encoding errors found");
        var text = DocumentsFixture.Run("pdftotext", "-layout", path, "-");
        text.ShouldMatch(@"9 décembre 2021 à 9\sh\s30");
        text.ShouldContain("1. Présence et quorum");
        text.ShouldContain("Déclaration d’impartialité");
        (await documents.Renderer.RenderAsync(letter with { Agenda = [] }, Ct)).Message.ShouldContain("ordre du jour");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_facts_give_the_same_bytes(string kind)
    {
        var first = (await Render(kind)).Value;
        var second = (await Render(kind)).Value;

        second.Bytes.ShouldBe(first.Bytes);
        second.Sha256.ShouldBe(first.Sha256);
    }

    [Theory]
    [InlineData("certificate-31391")]
    [InlineData("certificate-41351")]
    public async Task A_certificate_with_long_titles_holds_on_one_page(string kind) => (await Render(kind)).Value.Pages.ShouldBe(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Seven_long_blocks_and_a_long_name_still_hold_on_one_page(bool dressed)
    {
        var longest = Samples.Certificate41351.Blocks[0].Title;
        var rendered = await documents.Renderer.RenderAsync(
            Samples.Certificate31391 with
            {
                Blocks = [.. Samples.Certificate31391.Blocks.Select(b => b with { Title = longest })],
                Holder = new("de la Rochefoucauld-Montbel d’Estissac", "Wolfeschlegelsteinhausenberger", "Jean-Baptiste Maximilien Alexandre", new DateOnly(1988, 3, 1), "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson (Marne)"),
                Replaces = new(DocumentKind.Attestation, "31391-2021-A112-B"),
                Look = dressed ? Samples.Burgundy : null,
                Signatory = dressed ? Samples.Delegate : Samples.Certificate31391.Signatory,
            },
            documents.Seal, DocumentsFixture.Now, Ct);

        rendered.Value.Pages.ShouldBe(1);
        documents.Save($"certificate-longest-{(dressed ? "dressed" : "plain")}.pdf", rendered.Value.Bytes);
    }

    [Fact]
    public async Task The_certificate_bears_every_mention()
    {
        var text = await Text(Samples.Certificate31391);

        foreach (var mention in new[]
        {
            "Chambre syndicale des courtiers d’assurances (CSCA)", "Certificat de qualification professionnelle", "option production ou option sinistre",
            "Camille LEFÈVRE", "née le 2 juillet 1995 à Quimper (Finistère)", "RNCP31391 par arrêté du 30 juillet 2018", "Code NSF 313t", "A 512-7",
            "BC9 · RNCP31391BC01", "mettre en œuvre", "31391-2021-0127-K", "7KQ4-M2XB", "exemple.fr/verification", "Fait à Paris, le 16 décembre 2021", "Gérard VAUTRIN, président",
            "Délibération du jury du 9 décembre 2021, procès-verbal n° 2021-2.",
        })
            text.ShouldContain(mention);
        text.ShouldNotContain("Certification de niveau");
        Regex.Count(text, "Certificat de qualification professionnelle").ShouldBe(1);
    }

    [Fact]
    public async Task A_delegate_signs_for_somebody_since_a_day_and_images_say_what_they_are()
    {
        var dressed = Samples.Certificate31391 with { Look = Samples.Burgundy, Signatory = Samples.Delegate };
        var text = await Text(dressed);
        text.ShouldContain("Pour Gérard VAUTRIN, président, par délégation du 3 mars 2021 Marie-Hélène DUPONT, déléguée générale");
        dressed.Facts("illimitée").Signatory.ShouldBe("Marie-Hélène DUPONT, déléguée générale, pour Gérard VAUTRIN, président, par délégation du 3 mars 2021");

        var path = documents.Save("dressed.pdf", (await documents.Renderer.RenderAsync(dressed, documents.Seal, DocumentsFixture.Now, Ct)).Value.Bytes);
        var structure = DocumentsFixture.Run("qpdf", "--qdf", "--object-streams=disable", path, "-");
        foreach (var alt in new[] { "Logo de " + Samples.Cpne, "Signature de Marie-Hélène DUPONT" }) Holds(structure, alt).ShouldBeTrue(alt);
    }

    /// <summary>An alternative text, as a PDF writes one that is not plain Latin: UTF-16 in hexadecimal or octal, so only its length in the file is sure.</summary>
    private static bool Holds(string pdf, string alt) => pdf.Contains("/Alt", StringComparison.Ordinal) && (pdf.Contains(Convert.ToHexStringLower(Encoding.BigEndianUnicode.GetBytes(alt))[..40], StringComparison.OrdinalIgnoreCase) || pdf.Contains(alt[..10], StringComparison.Ordinal));

    [Fact]
    public async Task A_level_is_printed_only_where_the_fiche_gives_one() =>
        (await Text(Samples.Certificate41351)).ShouldContain("Certification de niveau 5 – niveau 5 du cadre européen des certifications");

    [Theory]
    [InlineData("Nguyễn", "NGUYỄN")]
    [InlineData("Nguye\u0302\u0303n", "NGUYỄN")]
    [InlineData("Œuvrard", "ŒUVRARD")]
    [InlineData("Żółćkiewicz", "ŻÓŁĆKIEWICZ")]
    [InlineData("Παπαδόπουλος", "ΠΑΠΑΔΌΠΟΥΛΟΣ")]
    public async Task A_rare_letter_is_printed_and_can_be_copied(string name, string printed)
    {
        var text = await Text(Samples.Certificate31391 with { Holder = Samples.Lefevre with { BirthName = name } });

        text.Normalize(NormalizationForm.FormC).ShouldContain("Camille " + printed);
    }

    [Theory]
    [InlineData("王漢", "U+6F22")]
    [InlineData("Zoé 🎓", "U+1F393")]
    public async Task A_letter_the_fonts_lack_is_refused_and_never_dropped(string name, string code)
    {
        var refused = await documents.Renderer.RenderAsync(
            Samples.Certificate31391 with { Holder = Samples.Lefevre with { BirthName = name } }, documents.Seal, DocumentsFixture.Now, Ct);

        refused.Errors.ShouldContain(e => e.Code == "document-character" && e.Field == "Nom de naissance" && e.Message.Contains(code));
    }

    [Fact]
    public async Task What_the_certifier_has_not_supplied_blocks_the_issue_and_is_listed()
    {
        var refused = await documents.Renderer.RenderAsync(
            Samples.Certificate41351 with { LegalAct = "décision du directeur général de France compétences en date du JJ mois AAAA", Place = " ", VerificationUrl = "" },
            documents.Seal, DocumentsFixture.Now, Ct);

        refused.Errors.Single().Message.ShouldBe(
            "Le document ne peut pas être établi, il manque\u00A0: acte d’enregistrement, lieu de délivrance, adresse de vérification.");
    }

    [Fact]
    public void A_check_code_may_hold_the_letters_of_a_year_left_unfilled() =>
        (Samples.Certificate41351 with { CheckCode = "7AAAA2XB", VerificationUrl = "https://cqp.exemple.fr/verification/CPNFPE-2026-C-00001/7AAAA2XB" }).Missing().ShouldBeEmpty();

    [Fact]
    public async Task Titles_that_cannot_hold_on_the_certificate_are_refused_rather_than_cut()
    {
        var title = string.Join(' ', Enumerable.Repeat("contribuer au développement", 10));
        var refused = await documents.Renderer.RenderAsync(
            Samples.Certificate31391 with { Blocks = [.. Enumerable.Range(1, 20).Select(i => new DocumentBlock($"BC{i}", null, title))] },
            documents.Seal, DocumentsFixture.Now, Ct);

        refused.Errors.Single().Code.ShouldBe("document-does-not-fit");
    }

    [Fact]
    public async Task Typst_source_in_a_name_is_shown_as_text()
    {
        const string hostile = "#eval(\"1+1\") $x$ *gras* @preview";
        (await Text(Samples.Certificate31391 with { Holder = Samples.Lefevre with { FirstNames = hostile } })).ShouldContain(hostile);
    }

    [Fact]
    public async Task The_attestation_certifies_its_blocks_only_and_bears_no_level()
    {
        var text = await Text((await documents.Renderer.RenderAsync(Samples.Attestation31391, documents.Seal, DocumentsFixture.Now, Ct)).Value);

        text.ShouldContain("certifie uniquement les blocs énumérés ci-dessus");
        text.ShouldContain("RNCP31391BC08");
        text.ShouldContain("Reprendre C18 et C19");
        text.ShouldContain("nom d’usage AUBRY, née le 19 mai 1997");
        text.ShouldNotContain("niveau");
    }

    [Fact]
    public async Task An_attestation_of_long_blocks_holds_on_one_page_set_closer_and_on_two_at_ease_where_that_is_not_enough()
    {
        var long300 = string.Concat(Enumerable.Repeat("Assurer la coordination entre clients et assureurs. ", 6))[..300].Trim();
        var seven = Samples.Attestation31391 with
        {
            Blocks = [.. Enumerable.Range(1, 7).Select(i => new AttestedBlock($"BC{i}", $"RNCP31391BC0{i}", long300, new DateOnly(2021, 12, 9)))],
            Recommendations = [],
            Look = Samples.Burgundy,
        };
        (await documents.Renderer.RenderAsync(seven, documents.Seal, DocumentsFixture.Now, Ct)).Value.Pages.ShouldBe(1);

        var advised = seven with { Recommendations = [.. Enumerable.Range(1, 7).Select(i => $"Reprendre le bloc {i} en s’appuyant sur les situations rencontrées en entreprise, avec le tuteur, avant la prochaine session.")] };
        var rendered = (await documents.Renderer.RenderAsync(advised, documents.Seal, DocumentsFixture.Now, Ct)).Value;
        rendered.Pages.ShouldBe(2);
        var text = await Text(rendered);
        foreach (var (said, times) in new[] { ("page 1/2", 1), ("page 2/2", 1), ("Anaïs ZELLER (suite)", 1), ("Code RNCP Intitulé", 2) }) Regex.Count(text, Regex.Escape(said)).ShouldBe(times, said);
    }

    [Fact]
    public async Task Minutes_of_sixty_candidates_carry_page_x_of_y_and_every_candidate()
    {
        var rendered = (await documents.Renderer.RenderAsync(Samples.Minutes(60), documents.Seal, DocumentsFixture.Now, Ct)).Value;
        var text = await Text(rendered);

        rendered.Pages.ShouldBeGreaterThan(5);
        for (var page = 1; page <= rendered.Pages; page++) text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"page {page}/{rendered.Pages}"));
        for (var i = 1; i <= 60; i++) text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"AUBERTIN-{i} "));
        text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"comporte {rendered.Pages} pages"));
        text.ShouldContain("3b7e 90c4 12fa d865");
    }

    [Fact]
    public async Task The_minutes_state_presence_quorum_recusals_motives_and_counts()
    {
        var text = await Text((await documents.Renderer.RenderAsync(Samples.Minutes(4), documents.Seal, DocumentsFixture.Now, Ct)).Value);

        foreach (var fact in new[]
        {
            "représentée par COSSON Béatrice", "Membres prévus : 13. Présents : 11. Représenté : 1. Excusé : 1.", "ROCHETTE Benoît, représentant de l’Institut Corvalle",
            "BC1 BC2 BC3 BC4 BC5 BC8", "refus par 9 voix, 1 contre, 1 abstention", "Motif, BC8 :", "à délibérer", "Recommandation :", "COSSON Béatrice, collège salariés",
            "Scellé le 09/12/2021 à 13 h 04.", "de 9 h 42 à 12 h 55",
        })
            text.ShouldContain(fact);
        Regex.IsMatch(text, @"\b4\s+3\s+1\s+28\s+27\s+1\s+0\b").ShouldBeTrue();
    }

    [Fact]
    public async Task The_blocks_that_the_minutes_count_add_up_where_one_is_adjourned()
    {
        var minutes = Samples.Minutes(4);
        var first = minutes.Candidates[0] with { Decisions = [.. minutes.Candidates[0].Decisions.Select((d, i) => i == 0 ? d with { Decision = MinutesOutcome.Adjourned, Motive = "pièce attendue" } : d)] };
        var path = documents.Save("adjourned.pdf", (await documents.Renderer.RenderAsync(minutes with { Candidates = [first, .. minutes.Candidates.Skip(1)] }, documents.Seal, DocumentsFixture.Now, Ct)).Value.Bytes);

        var text = DocumentsFixture.Run("pdftotext", "-layout", path, "-");
        text.ShouldMatch(@"dont validés\s+non validés\s+ajournés");
        text.ShouldMatch(@"\b4\s+3\s+1\s+28\s+26\s+1\s+1\s+0\b");
    }

    [Fact]
    public void Minutes_miss_the_motive_of_a_decision_that_departs_from_the_proposal()
    {
        var minutes = Samples.Minutes(1);
        var candidate = minutes.Candidates[0] with { Decisions = [new("BC1", MinutesOutcome.NotValidated, MinutesOutcome.Validated, "11 voix")] };

        (minutes with { Candidates = [candidate], FactsSha256 = "abc" }).Missing()
            .ShouldBe(["empreinte des faits", "motif de l’écart à la proposition sur BC1 (AUBERTIN-1 Jeanne)"]);
    }

    private async Task<string> Text(CertificateDocument document) =>
        await Text((await documents.Renderer.RenderAsync(document, documents.Seal, DocumentsFixture.Now, Ct)).Value);

    /// <summary>The text as copied from the file, on one line, ordinary spaces.</summary>
    private async Task<string> Text(RenderedDocument rendered)
    {
        var path = Path.Combine(documents.Folder, rendered.Sha256 + ".pdf");
        await File.WriteAllBytesAsync(path, rendered.Bytes, Ct);
        return Regex.Replace(DocumentsFixture.Run("pdftotext", "-enc", "UTF-8", path, "-"), @"\s+", " ");
    }
}
