using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Declarations.ReceiveReport;
using CqpPlatform.Web.Features.Declarations.WriteFiles;
using CqpPlatform.Web.Features.Juries.Appeals;
using CqpPlatform.Web.Features.Juries.Convocations;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>Every page of a jury and of what it leads to, wide and narrow.</summary>
public sealed class JuryPagesJourney(BrowserFixture browser)
{
    [Fact]
    public async Task The_jury_and_its_documents_are_sound_at_both_widths()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Insurer);
        var (world, fixture) = (stage.World, stage.Fixture);
        var past = await fixture.CreateCampaignAsync(world, "RNCP41351", "Scellée");
        var holder = await fixture.CreateEnrolmentAsync(world, past, TestData.UnderwritingChoice);
        var refused = await fixture.CreateEnrolmentsAsync(world, past, TestData.UnderwritingChoice, ["Ferrand", "Garrigue"]);
        var minutes = await fixture.SealSessionAsync(world, past, new Dictionary<Guid, string[]> { [holder.Id] = ["BC01", "BC02"], [refused[0].Id] = ["BC01"], [refused[1].Id] = [] });
        // One appeal to answer, late as the clock goes, and another candidate who may still contest.
        await fixture.RunAsync<RecordAppeal, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(minutes.Id, refused[0].Id, ["BC02"], AppealAsker.Representative, "Me DUVAL", DateOnly.FromDateTime(fixture.Clock.Now.UtcDateTime), "L’entretien a été écourté d’un quart d’heure, sans que la grille en tienne compte.")));
        var campaign = await fixture.CreateCampaignAsync(world, "RNCP41351", "En délibération");
        var enrolment = await fixture.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, "Lefèvre");
        await fixture.EvaluateAsync(world, enrolment, (block, _) => block == "BC02" ? Rating.InProgress : Rating.Acquired);
        var jury = await fixture.OpenJuryAsync(world, campaign);

        var next = await fixture.CreateCampaignAsync(world, "RNCP41351", "Convoquée");
        await fixture.CreateEnrolmentAsync(world, next, TestData.UnderwritingChoice, "Moreau");
        var convened = await fixture.ConveneAsync(world, next);
        await fixture.SeatAsync(world, convened, College.Employees, "Cosson", presides: true, signIn: world.JuryMember);
        await fixture.SeatAsync(world, convened, College.Employers, "Tassin");
        await fixture.RunAsync<PrepareConvocations, Result>(world.Manager, u => u.ExecuteAsync(new(convened, new(9, 30), null)));
        await fixture.RunAsync<SendConvocations, Result<ConvocationsSent>>(world.Manager, u => u.ExecuteAsync(new(convened)));

        await PageVisits.VisitAsync(stage, jury.President, "jury", $"/jury/{jury.SessionId}", $"/jury/{jury.SessionId}?presence=oui", $"/jury/{jury.SessionId}/projection", "/documents");
        await PageVisits.VisitAsync(stage, world.JuryMember, "membre", "/jury", $"/jury/{minutes.Id}", $"/jury/{convened}", $"/jury/{minutes.Id}/rectification");
        await fixture.CertifyAsync(world, past, TestData.UnderwritingChoice, "Ambrosini", "Berger", "Vasquez");
        var declared = (await fixture.RunAsync<WriteFiles, Result<IReadOnlyList<Guid>>>(world.Manager, u => u.ExecuteAsync())).Value[0];
        var passages = await fixture.PassagesAsync(world);
        await fixture.RunAsync<ReceiveReport, Result<ReportRead>>(world.Manager, u => u.ExecuteAsync(new(TestData.ReturnReport(declared.ToString(), [passages[0]], (passages[1], "Aucun titulaire ne correspond : vérifier le nom de naissance")))));
        await fixture.CertifyAsync(world, past, TestData.UnderwritingChoice, "Lenoir");
        await PageVisits.VisitAsync(stage, world.Manager, "certificateur-declarations", "/", "/declarations", $"/declarations/fichiers/{declared}", "/declarations/identifiants", "/chiffres", "/chiffres?annee=1999");
        await PageVisits.VisitAsync(stage, world.Manager, "certificateur-jury", "/", $"/campagnes/{campaign.Id}/jury", $"/jury/{convened}/convocations", $"/jury/{jury.SessionId}?presence=oui", $"/jury/{minutes.Id}/rectification", $"/jury/{minutes.Id}/recours", "/jurys", "/jurys/regles", "/documents", $"/candidats/{refused[0].CandidateId}");
    }
}
