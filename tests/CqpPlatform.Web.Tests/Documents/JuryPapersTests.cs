using System.Text.RegularExpressions;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features.Juries.Sealing;

namespace CqpPlatform.Web.Tests.Documents;

/// <summary>What the jury prints besides its minutes: the sheet of signatures, and minutes that correct others.</summary>
public sealed class JuryPapersTests(DocumentsFixture documents)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static SignatureSheetDocument Sheet => new(
        Samples.Attestation31391.Certifier, Samples.Attestation31391.RegisteredTitle, "RNCP31391", "automne 2021", "CPNEC-2021-PV-00002", new(2021, 12, 9), DocumentsFixture.Now, new string('a', 64),
        [
            new("COSSON Béatrice", "Salariés, présidente, présidence", DocumentsFixture.Now, OnPaper: false, "COSSON Béatrice", new string('b', 64)),
            new("TASSIN Philippe", "Employeurs (CSCA), membre", DocumentsFixture.Now.AddDays(29), OnPaper: true, "MOREL Hélène", new string('c', 64)),
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
        var plain = Plain(DocumentsFixture.Run("pdftotext", path, "-"));
        plain.ShouldContain("Signé le 21/11/2026 à 10 h 30, sur la plateforme, identité confirmée.");
        plain.ShouldContain("Signé sur papier, feuille reçue le 20/12/2026 à 10 h 30 par MOREL Hélène.", Case.Sensitive, "the hour is of the scan, and not of the hand");
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
        Plain(text).ShouldContain("Le reste de la délibération, repris ci-dessous, est inchangé ; les identités sont celles connues au jour du présent scellement.");
        Plain(text).ShouldContain("ne se signe pas : ceux qui ont présidé la séance l’ont confirmé, chacun sur preuve de son identité.");
        text.ShouldNotContain("Signatures", Case.Sensitive, "nobody signs them");
        DocumentsFixture.Run("pdfsig", "-nocert", path).ShouldContain("Signature is Valid");
    }

    [Fact]
    public async Task Amending_minutes_that_one_person_confirmed_speak_of_one_person()
    {
        var alone = Amending with { Correction = Amending.Correction! with { Confirmations = [Amending.Correction.Confirmations[0]] } };
        var text = await TextAsync("amending-alone.pdf", alone);
        text.ShouldContain("ne se signe pas : qui a présidé la séance l’a confirmé, sur preuve de son identité.");
        text.ShouldNotContain("ceux qui");
    }

    [Theory]
    [InlineData(null, null, "9 décembre 2021, de 9 h 42 à 12 h 55, 10 rue Auber", "La séance est close à 12 h 55.")]
    [InlineData(null, 10, "9 décembre 2021, de 9 h 42 à 12 h 55 le 10 décembre 2021, 10 rue Auber", "La séance est close le 10 décembre 2021 à 12 h 55.")]
    [InlineData(10, 10, "9 décembre 2021, tenue le 10 décembre 2021 de 9 h 42 à 12 h 55, 10 rue Auber", "La séance est close le 10 décembre 2021 à 12 h 55.")]
    [InlineData(8, null, "9 décembre 2021, tenue du 8 décembre 2021 à 9 h 42 au 9 décembre 2021 à 12 h 55, 10 rue Auber", "La séance est close à 12 h 55.")]
    public async Task An_hour_of_another_day_than_the_one_of_the_session_is_printed_with_its_day(int? opened, int? closed, string held, string end)
    {
        var text = await TextAsync($"days-{opened}-{closed}.pdf", Samples.Minutes(1) with { OpenedOn = Day(opened), ClosedOn = Day(closed) });
        text.ShouldContain(held);
        text.ShouldContain(end);

        static DateOnly? Day(int? day) => day is { } d ? new(2021, 12, d) : null;
    }

    [Fact]
    public void A_declaration_of_impartiality_is_of_the_day_it_was_signed_or_its_paper_received()
    {
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new(2021, 12, 9), "Paris");
        session.Seat(new("Amrani", "Leïla", College.Employees, "membre", IsPresident: false, null, null, null));
        session.Seat(new("Cosson", "Béatrice", College.Employees, "membre", IsPresident: false, null, null, null));
        var before = new DateTimeOffset(2021, 12, 1, 17, 0, 0, TimeSpan.Zero);
        foreach (var member in session.Members) session.SignStatement(member.Id, onPaper: member.LastName == "Cosson", new(Guid.NewGuid(), "MOREL Hélène"), before).Message.ShouldBe("");

        var rows = new MinutesAnnexWriter(session, []).Write(AnnexKinds.Attendance).Attendance!;
        rows.Select(r => Plain(r[3])).ShouldBe(["signée le 01/12/2021 à 18 h 00", "reçue sur papier le 01/12/2021 à 18 h 00"]);
    }

    [Fact]
    public void The_sheet_of_presence_says_of_whoever_left_until_when_they_sat_and_who_votes_for_them_since()
    {
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new(2021, 12, 9), "Paris");
        foreach (var name in new[] { "Amrani", "Cosson", "Dartois", "Vigneras" }) session.Seat(new(name, "Camille", College.Employees, "membre", IsPresident: false, null, null, null)).Succeeded.ShouldBeTrue();
        var proxies = new QuorumRule(1, 2);
        Guid[] ids = [.. session.Members.Select(m => m.Id)];
        foreach (var id in ids[..3]) session.Attend(id, Presence.Present, null, proxies, at: id == ids[0] ? new TimeOnly(9, 10) : null);
        session.Attend(ids[0], Presence.Represented, ids[1], proxies, at: new TimeOnly(11, 30)).Message.ShouldBe("");
        session.Attend(ids[2], Presence.Left, null, proxies, at: new TimeOnly(12, 0)).Message.ShouldBe("");
        session.Attend(ids[3], Presence.Represented, ids[1], proxies).Message.ShouldBe("");

        new MinutesAnnexWriter(session, []).Write(AnnexKinds.Attendance).Attendance!.Select(r => Plain(r[2])).ShouldBe(
            ["présent(e), arrivée à 9 h 10, départ à 11 h 30, puis représenté(e) par COSSON Camille", "présent(e)", "présent(e), départ à 12 h 00", "représenté(e) par COSSON Camille"]);
    }

    [Fact]
    public async Task Whoever_sat_has_a_place_of_their_own_to_sign_whoever_votes_for_them_since()
    {
        var minutes = Samples.Minutes(1);
        var text = await TextAsync("then-represented.pdf", minutes with
        {
            Members = [.. minutes.Members.Select(m => m.BirthName == "Amrani" ? m with { Hours = "départ à 11 h 30", RepresentedBy = "COSSON Béatrice" } : m)],
        });

        text.ShouldContain("présente, départ à 11 h 30, puis représentée par COSSON Béatrice");
        var signatures = text[text.IndexOf("Signatures", StringComparison.Ordinal)..];
        signatures.ShouldContain("AMRANI Leïla");
        signatures.Split("par COSSON Béatrice").Length.ShouldBe(2, "only whoever was represented throughout");
    }

    private async Task<string> TextAsync(string name, MinutesDocument minutes) =>
        Plain(DocumentsFixture.Run("pdftotext", documents.Save(name, (await documents.Renderer.RenderAsync(minutes, documents.Seal, DocumentsFixture.Now, Ct)).Value.Bytes), "-"));

    private static string Plain(string text) => Regex.Replace(text, @"[\s\u00a0\u202f]+", " ").Trim();
}
