using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Worklists.ReadDoneToday;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

public sealed class EnrolmentExaminingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly BlockChoice Choice = new("sinistre", ["BC1", "BC2", "BC3", "BC4", "BC6", "BC7", "BC9"]);
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task An_acceptance_can_be_taken_back_until_something_is_evaluated()
    {
        var (world, campaign) = await OpenAsync();
        var id = await SentAsync(world, campaign, "Garance");
        await using var scope = platform.As(world.Manager);
        var (accept, undo) = (scope.ServiceProvider.GetRequiredService<AcceptEnrolment>(), scope.ServiceProvider.GetRequiredService<UndoAcceptEnrolment>());

        (await accept.ExecuteAsync(id)).Message.ShouldBe("");
        (await accept.ExecuteAsync(id)).Errors.ShouldBe([EnrolmentErrors.NotSubmitted]);
        (await undo.ExecuteAsync(id)).Message.ShouldBe("");
        (await accept.ExecuteAsync(id)).Message.ShouldBe("");
        // The worklist tells it first, with the way back.
        var done = (await scope.ServiceProvider.GetRequiredService<ReadDoneToday>().ExecuteAsync()).Value.Acts[0];
        (done.Text.Contains("acceptée", StringComparison.Ordinal), done.UndoHref).ShouldBe((true, $"/campagnes/{campaign.Id}/inscriptions?dossier={id}"));
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            db.Add(Evaluation.Start(id, "BC1", SourceKind.TrainingOrganisation));
            await db.SaveChangesAsync();
        }
        (await undo.ExecuteAsync(id)).Errors.ShouldBe([EnrolmentErrors.EvaluationStarted]);
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        (await DoneAsync(world.Manager)).ShouldSatisfyAllConditions(d => d.UndoHref.ShouldBeNull(), d => d.WhyNot.ShouldBe("L’étape des inscriptions est close."));
    }

    [Fact]
    public async Task A_returned_enrolment_says_why_by_mail_and_on_the_file_and_can_be_sent_again()
    {
        var (world, campaign) = await OpenAsync();
        var id = await SentAsync(world, campaign, "Hubert");
        await using var scope = platform.As(world.Manager);
        var back = scope.ServiceProvider.GetRequiredService<ReturnEnrolment>();

        (await back.ExecuteAsync(new(id, " "))).Errors.ShouldHaveSingleItem().Field.ShouldBe("Reason");
        (await back.ExecuteAsync(new(id, "NIR 2 94 03 2A 004 123"))).Message.ShouldContain("sécurité sociale");
        (await back.ExecuteAsync(new(id, "La date d’entrée ne correspond pas au contrat <b>joint</b>."))).Message.ShouldBe("");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var mail = await db.OutboxMails.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).FirstAsync();
        mail.Subject.ShouldBe("Inscription à corriger\u00a0: HUBERT Livia");
        mail.Body.ShouldContain("La date d’entrée ne correspond pas");
        await using var secretary = platform.As(world.Secretary);
        (await secretary.ServiceProvider.GetRequiredService<ReadEnrolment>().ExecuteAsync(id)).Value.ReturnReason.ShouldStartWith("La date d’entrée");
        (await secretary.ServiceProvider.GetRequiredService<SubmitEnrolment>().ExecuteAsync(id)).Message.ShouldBe("");
    }

    [Fact]
    public async Task All_that_meet_the_rules_are_accepted_in_one_act_and_the_others_wait()
    {
        var (world, campaign) = await OpenAsync();
        // Acts of one instant are one: these are apart from the other tests'.
        platform.Clock.Now = platform.Clock.Now.AddSeconds(7);
        await SentAsync(world, campaign, "Imbert");
        await SentAsync(world, campaign, "Jaubert");
        (await DoneAsync(world.Secretary)).ShouldSatisfyAllConditions(d => d.Text.ShouldStartWith("2\u00A0inscriptions envoyées"), d => d.UndoHref.ShouldBeNull(), d => d.WhyNot.ShouldBe("Le certificateur peut la renvoyer."));
        (await DoneOfAsync(await AlsoOfAsync(world, world.Secretary, world.OtherOrganisation.Id))).ShouldBeEmpty("what the same person did for another organisation is not told here");
        var late = await platform.WriteEnrolmentAsync(world.OtherSecretary, campaign, "Kerval", Choice);
        await using (var other = platform.As(world.OtherSecretary))
            (await other.ServiceProvider.GetRequiredService<SubmitEnrolment>().ExecuteAsync(late.EnrolmentId)).Message.ShouldBe("");
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await db.Habilitations.Where(h => h.OrganisationId == world.OtherOrganisation.Id).ExecuteUpdateAsync(s => s.SetProperty(h => h.To, new DateOnly(2016, 1, 1)));
        await using var scope = platform.As(world.Manager);

        var list = (await scope.ServiceProvider.GetRequiredService<ListCampaignEnrolments>().ExecuteAsync(campaign.Id)).Value;
        (list.Waiting.Count(), list.Acceptable).ShouldBe((3, 2));
        (await scope.ServiceProvider.GetRequiredService<AcceptEnrolment>().ExecuteAsync(late.EnrolmentId)).Errors.ShouldBe([EnrolmentErrors.NotHabilitated]);
        (await scope.ServiceProvider.GetRequiredService<AcceptAllEnrolments>().ExecuteAsync(new(campaign.Id, world.OtherOrganisation.Id))).Value.Accepted.ShouldBe(0);
        var accepted = (await scope.ServiceProvider.GetRequiredService<AcceptAllEnrolments>().ExecuteAsync(new(campaign.Id))).Value;
        (accepted.Accepted, accepted.Left).ShouldBe((2, 1));
        (await DoneAsync(world.Manager)).ShouldSatisfyAllConditions(d => d.Text.ShouldStartWith("2\u00A0inscriptions acceptées"), d => d.UndoHref.ShouldBe($"/campagnes/{campaign.Id}/inscriptions"), d => d.WhyNot.ShouldBeNull());
        (await scope.ServiceProvider.GetRequiredService<UndoAcceptAll>().ExecuteAsync(new(campaign.Id, [accepted.Ids[0]]))).Value.ShouldBe(1);
        (await DoneAsync(world.Manager)).ShouldSatisfyAllConditions(d => d.UndoHref.ShouldNotBeNull(), d => d.WhyNot.ShouldBe("1\u00A0annulée depuis."));
        (await scope.ServiceProvider.GetRequiredService<UndoAcceptAll>().ExecuteAsync(new(campaign.Id, [accepted.Ids[1]]))).Value.ShouldBe(1);
        (await DoneAsync(world.Manager)).ShouldSatisfyAllConditions(d => d.UndoHref.ShouldBeNull(), d => d.WhyNot.ShouldBe("Annulées depuis."));
        (await scope.ServiceProvider.GetRequiredService<ReturnAllEnrolments>().ExecuteAsync(new(campaign.Id))).Value.ShouldBe(1);
        (await scope.ServiceProvider.GetRequiredService<ReadEnrolment>().ExecuteAsync(late.EnrolmentId)).Value.ReturnReason.ShouldBe(EnrolmentErrors.NotHabilitated.Message);
    }

    [Fact]
    public async Task Only_the_certifier_answers_for_its_own_campaigns_and_in_their_step()
    {
        var (world, campaign) = await OpenAsync();
        var id = await SentAsync(world, campaign, "Lescot");
        await using (var secretary = platform.As(world.Secretary))
        {
            (await secretary.ServiceProvider.GetRequiredService<AcceptEnrolment>().ExecuteAsync(id)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
            (await secretary.ServiceProvider.GetRequiredService<ListCampaignEnrolments>().ExecuteAsync(campaign.Id)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        }
        var insurer = await platform.CreateWorldAsync(CqpFixture.Insurer);
        await using (var stranger = platform.As(insurer.Manager))
        {
            (await stranger.ServiceProvider.GetRequiredService<AcceptEnrolment>().ExecuteAsync(id)).Errors.ShouldBe([SecurityErrors.NotFound]);
            (await stranger.ServiceProvider.GetRequiredService<ListCampaignEnrolments>().ExecuteAsync(campaign.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        }
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        await using var manager = platform.As(world.Manager);
        (await manager.ServiceProvider.GetRequiredService<AcceptEnrolment>().ExecuteAsync(id)).Errors.ShouldHaveSingleItem().Code.ShouldBe("campaign-wrong-step");
        (await manager.ServiceProvider.GetRequiredService<ReturnEnrolment>().ExecuteAsync(new(id, "Motif"))).Errors.ShouldHaveSingleItem().Code.ShouldBe("campaign-wrong-step");
    }

    [Fact]
    public async Task A_certifier_is_not_told_what_the_same_account_did_for_an_organisation()
    {
        var (world, campaign) = await OpenAsync();
        var also = await AlsoOfAsync(world, world.Manager, world.Organisation.Id);
        var sent = await platform.WriteEnrolmentAsync(also, campaign, "Lestrade", Choice);
        (await platform.RunAsync<SubmitEnrolment, Result>(also, u => u.ExecuteAsync(sent.EnrolmentId))).Message.ShouldBe("");

        (await DoneOfAsync(also)).ShouldContain(d => d.Text.Contains("LESTRADE", StringComparison.Ordinal));
        (await DoneOfAsync(world.Manager)).ShouldNotContain(d => d.Text.Contains("LESTRADE", StringComparison.Ordinal));
        (await platform.RunAsync<AcceptEnrolment, Result>(world.Manager, u => u.ExecuteAsync(sent.EnrolmentId))).Message.ShouldBe("");
        (await DoneOfAsync(world.Manager)).ShouldContain(d => d.Text.Contains("LESTRADE", StringComparison.Ordinal));
        (await DoneOfAsync(also)).ShouldNotContain(d => d.Text.StartsWith("Inscription acceptée", StringComparison.Ordinal), "nor an organisation what it did as the certifier");
    }

    [Fact]
    public async Task Candidates_are_found_without_accents_and_only_by_those_who_enrolled_them_or_certify()
    {
        var (world, campaign) = await OpenAsync();
        var id = await SentAsync(world, campaign, "Éméric-Nagy");
        Guid candidateId;
        await using (var manager = platform.As(world.Manager))
        {
            var found = (await manager.ServiceProvider.GetRequiredService<ListCandidates>().ExecuteAsync("emeric nagy corvalle")).Value.Lines.ShouldHaveSingleItem();
            candidateId = found.Id;
            await platform.AcquireAsync(world, campaign, candidateId, "BC2");
            var file = (await manager.ServiceProvider.GetRequiredService<ReadCandidate>().ExecuteAsync(candidateId)).Value;
            var held = (await manager.ServiceProvider.GetRequiredService<ReadHoldings>().ExecuteAsync(candidateId)).Value.Blocks.ShouldHaveSingleItem();
            (held.RncpCode, held.Reference, file.Enrolments.ShouldHaveSingleItem().Id).ShouldBe(("RNCP31391BC02", "PV 2020-2-14", id));
        }
        await using var other = platform.As(world.OtherSecretary);
        (await other.ServiceProvider.GetRequiredService<ListCandidates>().ExecuteAsync("emeric")).Value.Lines.ShouldBeEmpty();
        (await other.ServiceProvider.GetRequiredService<ReadCandidate>().ExecuteAsync(candidateId)).Errors.ShouldBe([SecurityErrors.NotFound]);
        await using var examiner = platform.As(world.Examiner);
        (await examiner.ServiceProvider.GetRequiredService<ListCandidates>().ExecuteAsync(null)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public void What_the_worklist_tells_as_done_are_use_cases_and_rows_they_write()
    {
        var types = typeof(DoneWords).Assembly.GetTypes().Concat(typeof(Enrolment).Assembly.GetTypes()).Select(t => t.Name).ToHashSet();
        foreach (var action in DoneWords.Actions)
        {
            types.ShouldContain(action);
            types.ShouldContain(DoneWords.Of(action).EntityType, action);
        }
    }

    private async Task<IReadOnlyList<DoneAct>> DoneOfAsync(Membership who) => (await platform.RunAsync<ReadDoneToday, Result<DoneToday>>(who, u => u.ExecuteAsync())).Value.Acts;

    private async Task<DoneAct> DoneAsync(Membership who) => (await DoneOfAsync(who))[0];

    private async Task<Membership> AlsoOfAsync(TestWorld world, Membership member, Guid organisation)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var other = Membership.Create(member.AccountId, Role.TrainingOrganisation, organisation);
        db.Add(other);
        await db.SaveChangesAsync();
        return other;
    }

    private async Task<(TestWorld World, Campaign Campaign)> OpenAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        return (world, await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}"));
    }

    private async Task<Guid> SentAsync(TestWorld world, Campaign campaign, string birthName)
    {
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, birthName, Choice);
        await using var scope = platform.As(world.Secretary);
        (await scope.ServiceProvider.GetRequiredService<SubmitEnrolment>().ExecuteAsync(input.EnrolmentId)).Message.ShouldBe("");
        return input.EnrolmentId;
    }
}
