using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class FirstCampaign31395Journey(BrowserFixture browser)
{
    private static readonly TypedCandidate Candidate = new("Desrosiers", "Anaïs", "04/11/2019", "paul.renaud@maubreuil.invalid");

    [Fact]
    public async Task A_campaign_without_option_takes_two_electives_of_three_and_ends_with_a_certificate()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var certifier = await stage.SignedInAsync(stage.World.Manager);
        var organisation = await stage.SignedInAsync(stage.World.Secretary);
        var campaigns = new CampaignPages(certifier);
        var campaign = await campaigns.OpenAsync("RNCP31395", "Hiver 2027");

        var enrolment = new EnrolmentPages(organisation);
        await enrolment.StartAsync(campaign, Candidate);
        await enrolment.FillAsync(Candidate with { Engagement = "08/08/2021" });
        await enrolment.TakeElectiveAsync("BC6");
        await enrolment.TakeElectiveAsync("BC8");
        await enrolment.SendRefusedAsync("07/08/2021");
        await enrolment.EngagedOnAsync(Candidate.Engagement);
        await enrolment.SendAsync();
        await new EnrolmentPages(certifier).AcceptAsync(campaign, "DESROSIERS Anaïs");

        // From here to the president's screen nothing differs from the campaign of RNCP31391.
        await stage.Fixture.EvaluateAsync(stage.World, await stage.EnrolmentAsync(campaign));
        var opened = await stage.Fixture.OpenJuryAsync(stage.World, await stage.CampaignAsync(campaign));
        var jury = new JuryPages(await stage.ArrivedAsync(opened.President));
        await jury.EnterAsync(opened.SessionId);
        await jury.AcceptUnanimousAsync("7 blocs");
        await jury.SealAsync(lastToConfirm: false);
        var second = new JuryPages(await stage.ArrivedAsync(opened.OtherPresident));
        await second.EnterAsync(opened.SessionId);
        await second.SealAsync();

        var documents = new DocumentsPage(certifier);
        await documents.IssueAsync("1 certificat");
        await new VerificationPage(await stage.PersonAsync()).VerifyAsync(await documents.DownloadAsync("Certificat"), "Certificat valide");
        await campaigns.AdvanceAsync(campaign, "Clore la campagne", "Close");
    }
}
