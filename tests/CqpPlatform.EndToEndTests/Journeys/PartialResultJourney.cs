using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class PartialResultJourney(BrowserFixture browser)
{
    // As TestData wrote her into the registry.
    private static readonly TypedCandidate Candidate = new("Marchand", "Léa, Anne", "02/03/2026");

    [Fact]
    public async Task A_refused_block_gives_an_attestation_and_is_alone_evaluated_in_the_next_campaign_which_gives_the_certificate()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Insurer);
        var certifier = await stage.SignedInAsync(stage.World.Manager);
        await FirstJuryAsync(stage);
        var documents = new DocumentsPage(certifier);
        await documents.IssueAsync("1 attestation");
        await new VerificationPage(await stage.PersonAsync()).VerifyAsync(await documents.DownloadAsync("Attestation de blocs"), "Attestation valide");

        var campaigns = new CampaignPages(certifier);
        var campaign = await campaigns.OpenAsync("RNCP41351", "Automne 2027");
        await EnrolAgainAsync(await stage.SignedInAsync(stage.World.Secretary), campaign);
        await new EnrolmentPages(certifier).AcceptAsync(campaign, "MARCHAND Léa");
        await campaigns.PlanCommissionAsync(campaign, "HASSANI Marc");
        await campaigns.AdvanceAsync(campaign, "Ouvrir les évaluations", "Évaluations");
        var examiner = await stage.SignedInAsync(stage.World.Examiner);
        (await new ExaminerPages(examiner).SubmitAllAsync("MARCHAND Léa")).ShouldBe(["BC02"]);
        await campaigns.AdvanceAsync(campaign, "Passer à la délibération", "Délibération");

        await SecondJuryAsync(stage, campaign);
        await documents.IssueAsync("1 certificat");
        await new VerificationPage(await stage.PersonAsync()).VerifyAsync(await documents.DownloadAsync("Certificat"), "Certificat valide");
    }

    /// <summary>Evaluated beforehand; the jury refuses BC02 before our eyes.</summary>
    private static async Task FirstJuryAsync(Stage stage)
    {
        var campaign = await stage.Fixture.CreateCampaignAsync(stage.World, "RNCP41351", "Printemps 2027");
        var enrolment = await stage.Fixture.CreateEnrolmentAsync(stage.World, campaign, TestData.UnderwritingChoice);
        await stage.Fixture.EvaluateAsync(stage.World, enrolment, (block, _) => block == "BC02" ? Rating.InProgress : Rating.Acquired);
        var opened = await stage.Fixture.OpenJuryAsync(stage.World, campaign);
        var (president, other) = (await stage.ArrivedAsync(opened.President), await stage.ArrivedAsync(opened.OtherPresident));
        var jury = new JuryPages(president);
        await jury.EnterAsync(opened.SessionId);
        await jury.AcceptUnanimousAsync("1 bloc");
        await jury.DecideAsync("BC02", "Non validé", "Les garanties ne sont pas encore maîtrisées.", recommendation: "Reprendre la souscription des contrats collectifs.");
        await jury.SealAsync(lastToConfirm: false);
        await new JuryPages(other).EnterAsync(opened.SessionId);
        await new JuryPages(other).SealAsync();
        await stage.Fixture.ForceStatusAsync(stage.World, campaign.Id, CampaignStatus.Closed);
    }

    private static async Task EnrolAgainAsync(Person organisation, Guid campaign)
    {
        var enrolment = new EnrolmentPages(organisation);
        await enrolment.StartAsync(campaign, Candidate);
        await organisation.SeesAsync("Cette personne est déjà connue du certificateur");
        await enrolment.FillAsync(Candidate, known: true);
        await enrolment.TakeOptionAsync("Option « souscription »");
        await organisation.SeesAsync("(BC01 est acquis)");
        await enrolment.SendAsync();
    }

    private static async Task SecondJuryAsync(Stage stage, Guid campaign)
    {
        var opened = await stage.Fixture.OpenJuryAsync(stage.World, await stage.CampaignAsync(campaign));
        var (president, other) = (new JuryPages(await stage.ArrivedAsync(opened.President)), new JuryPages(await stage.ArrivedAsync(opened.OtherPresident)));
        await president.EnterAsync(opened.SessionId);
        await president.AcceptUnanimousAsync("1 bloc");
        await president.SealAsync(lastToConfirm: false);
        await other.EnterAsync(opened.SessionId);
        await other.SealAsync();
    }
}
