using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class FirstCampaign31391Journey(BrowserFixture browser)
{
    private static readonly TypedCandidate Candidate = new("Ambrosini", "Livia", "07/09/2020", "sylvie.garnier@maubreuil.invalid");

    [Fact]
    public async Task A_campaign_goes_from_its_opening_to_a_certificate_anyone_can_verify()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var certifier = await stage.ArrivedAsync(stage.World.Manager);
        var organisation = await stage.ArrivedAsync(stage.World.Secretary);
        var campaigns = new CampaignPages(certifier);
        var campaign = await campaigns.OpenAsync("RNCP31391", "Automne 2027");

        await EnrolAsync(organisation, campaign);
        await new EnrolmentPages(certifier).AcceptAsync(campaign, "AMBROSINI Livia");
        await campaigns.PlanCommissionAsync(campaign, "HASSANI Marc");
        await campaigns.AdvanceAsync(campaign, "Ouvrir les évaluations", "Évaluations");

        // Two blocks of each source before our eyes: the others are no different.
        await stage.Fixture.EvaluateAsync(stage.World, await stage.EnrolmentAsync(campaign), leave: ["BC1", "BC4"]);
        await new GridPage(organisation).OpenAsync();
        (await new GridPage(organisation).SubmitAllAsync()).ShouldBe(["BC1", "BC4"]);
        var tutor = await stage.PersonAsync(phone: true);
        await new TutorPages(tutor).EnterAsync(Candidate.TutorEmail!);
        await new TutorPages(tutor).SubmitAllAsync("BC4", "Analyse encore les besoins avec l’aide d’un collègue.");
        var examiner = await stage.SignedInAsync(stage.World.Examiner);
        await new ExaminerPages(examiner).SubmitAllAsync("AMBROSINI Livia");

        await campaigns.AdvanceAsync(campaign, "Passer à la délibération", "Délibération");
        var vicePresident = await stage.Fixture.CreateJuryMemberAsync(stage.World, "Nogaret", "Alain");
        var session = await ConstituteAsync(certifier, campaign);
        var president = await stage.ArrivedAsync(stage.World.JuryMember);
        var jury = new JuryPages(president);
        await jury.EnterAsync(session);
        await president.SeesAsync("Analyse encore les besoins avec l’aide d’un collègue.");
        await jury.AcceptUnanimousAsync("6 blocs");
        await jury.EnterTooSoonAsync("BC4");
        await jury.DecideAsync("BC4", "Validé", "Le jury suit l’organisme et la commission.", against: 2);
        await jury.SealAsync(lastToConfirm: false);
        var second = new JuryPages(await stage.ArrivedAsync(vicePresident));
        await second.EnterAsync(session);
        await second.SealAsync();

        await AwardAsync(stage, certifier);
        await campaigns.AdvanceAsync(campaign, "Clore la campagne", "Close");
    }

    private static async Task EnrolAsync(Person organisation, Guid campaign)
    {
        var enrolment = new EnrolmentPages(organisation);
        await enrolment.StartAsync(campaign, Candidate);
        await enrolment.FillAsync(Candidate);
        await enrolment.TakeOptionAsync("Option production");
        await enrolment.TakeElectiveAsync("BC8");
        await enrolment.SendRefusedAsync("Blocs optionnels, 2 au choix : encore 1 bloc à choisir parmi");
        await enrolment.TakeElectiveAsync("BC9");
        await enrolment.SendAsync();
    }

    private static async Task<Guid> ConstituteAsync(Person certifier, Guid campaign)
    {
        var jury = new JuryPages(certifier);
        await jury.ConveneAsync(campaign);
        await jury.SeatBrokersAsync("COSSON Béatrice", "NOGARET Alain", "Campus Orlandre");
        return await jury.OpenAsync(represented: "IMBERT Camille", holder: "HAMON Camille");
    }

    private static async Task AwardAsync(Stage stage, Person certifier)
    {
        var documents = new DocumentsPage(certifier);
        await documents.IssueAsync("1 certificat");
        (await documents.DownloadAsync("Procès-verbal")).Bytes.Length.ShouldBeGreaterThan(20_000);
        var certificate = await documents.DownloadAsync("Certificat");

        await certifier.GoAsync("/candidats");
        await certifier.Page.GetByRole(AriaRole.Link, new() { Name = "AMBROSINI Livia" }).ClickAsync();
        await certifier.SeesAsync("7 blocs acquis");
        await Assertions.Expect(certifier.Page.GetByRole(AriaRole.Table, new() { Name = "Blocs acquis" }).GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(7);
        await certifier.CheckAsync();

        await new VerificationPage(await stage.PersonAsync(phone: true)).VerifyAsync(certificate, "Certificat valide");
    }
}
