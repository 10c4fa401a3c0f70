using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class FirstCampaign41351Journey(BrowserFixture browser)
{
    private static readonly TypedCandidate Candidate = new("Kerouédan", "Maëlle", "02/03/2026");

    [Fact]
    public async Task One_committee_evaluates_and_two_presidents_seal()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Insurer);
        var employer = await stage.Fixture.CreateJuryMemberAsync(stage.World, "Nogaret", "Alain");
        var certifier = await stage.SignedInAsync(stage.World.Manager);
        var organisation = await stage.SignedInAsync(stage.World.Secretary);
        var campaigns = new CampaignPages(certifier);
        var campaign = await campaigns.OpenAsync("RNCP41351", "Printemps 2027");

        var enrolment = new EnrolmentPages(organisation);
        await enrolment.StartAsync(campaign, Candidate);
        await enrolment.FillAsync(Candidate);
        await enrolment.SendRefusedAsync("option");
        await enrolment.TakeOptionAsync("Option « souscription »");
        await enrolment.SendAsync();
        await new EnrolmentPages(certifier).AcceptAsync(campaign, "KEROUÉDAN Maëlle");
        await campaigns.PlanCommissionAsync(campaign, "HASSANI Marc");
        await campaigns.AdvanceAsync(campaign, "Ouvrir les évaluations", "Évaluations");
        var examiner = await stage.SignedInAsync(stage.World.Examiner);
        await new ExaminerPages(examiner).SubmitAllAsync("KEROUÉDAN Maëlle");
        await campaigns.AdvanceAsync(campaign, "Passer à la délibération", "Délibération");

        var constitution = new JuryPages(certifier);
        await constitution.ConveneAsync(campaign);
        await constitution.SeatInsurersAsync("COSSON Béatrice", "NOGARET Alain");
        var session = await constitution.OpenAsync();
        var first = new JuryPages(await stage.ArrivedAsync(stage.World.JuryMember));
        await first.EnterAsync(session);
        await first.AcceptUnanimousAsync("2 blocs");
        await first.SealAsync(lastToConfirm: false);
        var second = new JuryPages(await stage.ArrivedAsync(employer));
        await second.EnterAsync(session);
        await second.SealAsync();

        var documents = new DocumentsPage(certifier);
        await documents.IssueAsync("1 certificat");
        await new VerificationPage(await stage.PersonAsync()).VerifyAsync(await documents.DownloadAsync("Certificat"), "Certificat valide");
    }
}
