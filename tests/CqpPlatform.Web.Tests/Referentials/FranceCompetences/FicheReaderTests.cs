using System.Text;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Referentials.FranceCompetences;

namespace CqpPlatform.Web.Tests.Referentials.FranceCompetences;

public class FicheReaderTests
{
    [Fact]
    public async Task A_fiche_is_read_by_name_in_any_order_and_the_rest_is_left()
    {
        var fiche = await OneAsync(FicheXml.File(FicheXml.Small("RNCP1001"), FicheXml.Baker, FicheXml.Small("RNCP1002")), "rncp40123 ");
        fiche.Title.ShouldBe("Conseiller en prévention des risques artisanaux");
        fiche.Level.ShouldBe(4);
        fiche.NsfCodes.ShouldBe([new CodedLabel("313", "Finances, banque, assurances, immobilier")]);
        fiche.RomeCodes.ShouldBe([new CodedLabel("C1102", "Conseil clientèle en assurances")]);
        fiche.Formacodes.ShouldBe([new CodedLabel("41036", "Assurance")]);
        fiche.CollectiveAgreements.ShouldBe([new CodedLabel("3265", "Sociétés d'assurances")]);
        fiche.Certifiers.ShouldBe(["CPNE de l’artisanat"]);
        fiche.Blocks.Select(b => (b.Code, b.Title)).ShouldBe([("RNCP40123BC01", "Conseiller l’artisan"), ("RNCP40123BC02", "Suivre un sinistre")]);
        fiche.Blocks[1].Prerequisites.ShouldBe("Bloc 1 validé");
        fiche.Routes.Where(r => r.Open == true).Select(r => r.Route).ShouldBe([AccessRoute.ContinuingEducation, AccessRoute.ValidationOfExperience, AccessRoute.Apprenticeship]);
        fiche.Routes.Single(r => r.Route == AccessRoute.ContinuingEducation).Jury.ShouldBe("Deux salariés, deux employeurs");
        (fiche.DecidedOn, fiche.EffectiveOn, fiche.RegisteredUntil).ShouldBe((new DateOnly(2025, 9, 24), new DateOnly(2025, 9, 25), new DateOnly(2030, 9, 24)));
        fiche.Replaces.ShouldBe(["RNCP30001"]);
        fiche.Regulation.ShouldBe("Sans objet.");
        fiche.Remarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_fiches_come_in_one_pass_and_those_that_are_not_there_are_named()
    {
        var search = (await FindAsync(FicheXml.File([.. Enumerable.Range(1000, 60).Select(n => FicheXml.Small($"RNCP{n}"))]), "RNCP1003", "RNCP1050", "RNCP9999")).Value;
        search.Found.Select(f => f.Number).ShouldBe(["RNCP1003", "RNCP1050"]);
        search.Missing.ShouldBe(["RNCP9999"]);
        search.Read.ShouldBe(60);
    }

    [Fact]
    public async Task Reading_stops_once_everything_asked_for_is_found()
    {
        var cut = FicheXml.File(FicheXml.Small("RNCP1001"), FicheXml.Baker);
        var search = (await FindAsync(cut[..cut.IndexOf("<BLOCS", StringComparison.Ordinal)], "RNCP1001")).Value;
        search.Read.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_one_fiche_needs_no_number_and_a_file_of_many_does()
    {
        (await FindAsync(FicheXml.File(FicheXml.Baker))).Value.Found.Single().Number.ShouldBe("RNCP40123");
        (await FindAsync(FicheXml.Baker)).Value.Found.Single().Number.ShouldBe("RNCP40123");
        (await FindAsync(FicheXml.File(FicheXml.Small("RNCP1001"), FicheXml.Baker))).Errors.Single().Code.ShouldBe("fiche-number-needed");
    }

    [Fact]
    public async Task A_date_or_an_answer_of_another_form_is_left_aside_and_said()
    {
        var fiche = await OneAsync(FicheXml.File(FicheXml.Baker.Replace("24/09/2030", "2030-09-24", StringComparison.Ordinal).Replace("<SI_JURY_FI><ACTIF>Non", "<SI_JURY_FI><ACTIF>Peut-être", StringComparison.Ordinal)), "RNCP40123");
        fiche.RegisteredUntil.ShouldBeNull();
        fiche.Remarks.ShouldBe([
            "Voie «\u00A0Statut d’élève ou d’étudiant\u00A0»\u00A0: «\u00A0Peut-être\u00A0» n’est ni Oui ni Non, la voie est laissée fermée.",
            "DATE_FIN_ENREGISTREMENT\u00A0: «\u00A02030-09-24\u00A0» n’est pas une date JJ/MM/AAAA, elle est laissée de côté."]);
    }

    [Fact]
    public async Task A_windows_1252_file_that_says_so_is_read() =>
        (await FicheReader.FindAsync(FicheXml.Bytes(FicheXml.File(FicheXml.Baker).Replace("UTF-8", "windows-1252", StringComparison.Ordinal), Windows1252()), ["RNCP40123"]))
            .Value.Found.Single().Title.ShouldBe("Conseiller en prévention des risques artisanaux");

    [Fact]
    public async Task A_file_in_another_encoding_than_it_says_is_refused() =>
        (await FicheReader.FindAsync(FicheXml.Bytes(FicheXml.File(FicheXml.Baker), Windows1252()), ["RNCP40123"])).Errors.Single().Code.ShouldBe("fiche-encoding");

    [Theory]
    [InlineData("", "fiche-not-xml")]
    [InlineData("PK\u0003\u0004 un zip", "fiche-not-xml")]
    [InlineData("{\"fiches\":[]}", "fiche-not-xml")]
    [InlineData("<html><body><p>Erreur 404</p></body></html>", "fiche-none")]
    [InlineData("<FICHES><FICHE><NUMERO_FICHE>RNCP1", "fiche-truncated")]
    [InlineData("<FICHES><FICHE></FICHES>", "fiche-damaged")]
    [InlineData("<!DOCTYPE FICHES [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><FICHES><FICHE><INTITULE>&b;</INTITULE></FICHE></FICHES>", "fiche-dtd")]
    [InlineData("<!DOCTYPE FICHES SYSTEM \"file:///etc/passwd\"><FICHES><FICHE/></FICHES>", "fiche-dtd")]
    [InlineData("<FICHES><FICHE><INTITULE>&inconnue;</INTITULE></FICHE></FICHES>", "fiche-damaged")]
    public async Task A_damaged_file_is_refused_in_french(string text, string code)
    {
        var error = (await FindAsync(text, "RNCP40123")).Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(code);
        error.Message.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("INTITULE", "fiche-too-big")]
    [InlineData("INCONNU", null)]
    public async Task A_text_without_end_is_bounded(string element, string? code)
    {
        var endless = new RepeatedStream($"<FICHES><FICHE><{element}>", "très long ", 20_000_000, $"</{element}><NUMERO_FICHE>RNCP40123</NUMERO_FICHE></FICHE></FICHES>");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = await FicheReader.FindAsync(endless, ["RNCP40123"]);
        result.Errors.Select(e => e.Code).SingleOrDefault().ShouldBe(code);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8_000_000);
    }

    [Theory]
    [InlineData("<FICHES><A>", "<B>", 5_000_000)]
    [InlineData("<FICHES a=\"", "très long ", 20_000_000)]
    [InlineData("<FICHES><", "tresLongNom", 20_000_000)]
    public async Task A_nesting_an_attribute_or_a_name_without_end_is_refused(string head, string body, int bytes) =>
        (await FicheReader.FindAsync(new RepeatedStream(head, body, bytes, ""), ["RNCP40123"])).Errors.Single().Code.ShouldBeOneOf("fiche-damaged", "fiche-not-xml");

    [Fact]
    public async Task Names_without_end_are_refused()
    {
        var names = "<FICHES>" + string.Concat(Enumerable.Range(0, 6_000).Select(n => $"<N{n}/>")) + "</FICHES>";
        (await FindAsync(names, "RNCP40123")).Errors.Single().Code.ShouldBe("fiche-damaged");
    }

    private static Encoding Windows1252()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252);
    }

    private static Task<Result<FicheSearch>> FindAsync(string xml, params string[] numbers) => FicheReader.FindAsync(FicheXml.Bytes(xml), numbers);

    private static async Task<Fiche> OneAsync(string xml, string number) => (await FindAsync(xml, number)).Value.Found.Single();
}
