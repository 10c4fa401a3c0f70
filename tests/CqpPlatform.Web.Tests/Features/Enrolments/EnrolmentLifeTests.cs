using System.Net;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Enrolments.Changing;
using CqpPlatform.Web.Features.Enrolments.Files;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

/// <summary>What happens to an enrolment once it was sent: changes with their reasons, joined files, recognised blocks.</summary>
public sealed class EnrolmentLifeTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8];
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Each_change_has_its_reason_in_the_history_and_stops_where_evaluating_starts()
    {
        var (world, campaign) = await OpenAsync("RNCP31391");
        var id = await SendAsync(world, campaign, "Garance");
        (await platform.RunAsync<TransferEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(new(id, world.OtherOrganisation.Id, "x")))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await platform.RunAsync<TransferEnrolment, Result>(world.Manager, u => u.ExecuteAsync(new(id, Guid.NewGuid(), "fermeture")))).Errors.ShouldBe([EnrolmentErrors.OrganisationNotInvited]);
        (await platform.RunAsync<TransferEnrolment, Result>(world.Manager, u => u.ExecuteAsync(new(id, world.OtherOrganisation.Id, "fermeture du centre")))).Message.ShouldBe("");
        (await ReadResultAsync(world.Secretary, id)).Errors.ShouldBe([SecurityErrors.NotFound], "the former organisation no longer has it");
        (await platform.RunAsync<ChangeTutor, Result>(world.OtherSecretary, u => u.ExecuteAsync(new() { EnrolmentId = id }))).Errors.Select(e => e.Field).ShouldBe(["CompanySiret", "CompanyName", "TutorLastName", "TutorFirstName", "TutorEmail", "Reason"], "all that is missing at once");
        var tutor = new ChangeTutorInput { EnrolmentId = id, CompanySiret = world.Company.Siret, CompanyName = "Cabinet Aurélane", TutorLastName = "Garnier", TutorFirstName = "Sylvie", TutorEmail = world.Tutor.Email, Reason = "départ du tuteur" };
        tutor.TutorEmail = "Livia.Ambrosini@exemple.invalid";
        (await platform.RunAsync<ChangeTutor, Result>(world.OtherSecretary, u => u.ExecuteAsync(tutor))).Errors.ShouldBe([EnrolmentErrors.TutorIsCandidate]);
        tutor.TutorEmail = world.Tutor.Email;
        (await platform.RunAsync<ChangeTutor, Result>(world.OtherSecretary, u => u.ExecuteAsync(tutor))).Message.ShouldBe("");
        (await platform.RunAsync<ChangeBlocks, Result>(world.Manager, u => u.ExecuteAsync(new(id, "sinistre", ["BC1", "BC2", "BC3", "BC6", "BC7", "BC8", "BC9"], "erreur de saisie")))).Message.ShouldBe("");
        (await platform.RunAsync<WithdrawEnrolment, Result>(world.OtherSecretary, u => u.ExecuteAsync(new(id, "a changé d’avis")))).Message.ShouldBe("");
        (await platform.RunAsync<ReinstateEnrolment, Result>(world.Manager, u => u.ExecuteAsync(id))).Message.ShouldBe("");

        var file = (await ReadResultAsync(world.Manager, id)).Value;
        file.History.Select(h => h.Act).ShouldBe([EnrolmentAct.Reinstated, EnrolmentAct.Withdrawn, EnrolmentAct.BlocksChanged, EnrolmentAct.TutorChanged, EnrolmentAct.OrganisationChanged, EnrolmentAct.Submitted], ignoreOrder: true);
        file.History.ShouldContain(h => h.Detail == "Institut Corvalle → Campus Orlandre" && h.Reason == "fermeture du centre" && h.ByName == "MOREL Hélène");
        (file.Status, file.OrganisationName, file.Input.Option).ShouldBe((EnrolmentStatus.Submitted, "Campus Orlandre", "sinistre"));

        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            db.Add(Evaluation.Start(id, "BC1", SourceKind.Tutor));
            await db.SaveChangesAsync();
        }
        tutor.TutorEmail = "suite@exemple.invalid";
        (await platform.RunAsync<ChangeTutor, Result>(world.Manager, u => u.ExecuteAsync(tutor))).Errors.ShouldBe([EvaluationErrors.SayWhatBecomes]);
        (await platform.RunAsync<ChangeTutor, Result>(world.OtherSecretary, u => u.ExecuteAsync(tutor))).Errors.ShouldBe([EnrolmentErrors.ObservationBegun]);
        var changes = (await platform.RunAsync<ReadEnrolmentChanges, Result<EnrolmentChanges>>(world.Manager, u => u.ExecuteAsync(id))).Value;
        (changes.TutorObstacle, changes.TutorBegun, changes.ChangeObstacle, changes.WithdrawObstacle).ShouldBe((null, true, EnrolmentErrors.ChangeAfterStart.Message, null));
    }

    [Fact]
    public async Task Whoever_comes_back_finds_their_tutor_invited_and_the_ledger_read_again()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"Retour {Guid.NewGuid():N}");
        await WithdrawAsync(world, enrolment.Id);
        await platform.AcquireAsync(world, await platform.CreateCampaignAsync(world, "RNCP31391", $"Ailleurs {Guid.NewGuid():N}"), enrolment.CandidateId, "BC2");
        (await ReinstateAsync(world, enrolment.Id)).Message.ShouldBe("");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.SingleAsync(e => e.Id == enrolment.Id)).ShouldSatisfyAllConditions(e => e.Status.ShouldBe(EnrolmentStatus.Accepted), e => e.AcquiredBlocks.ShouldBe(["BC2"]));
        (await db.TutorLinks.CountAsync(l => l.TutorId == world.Tutor.Id)).ShouldBe(1);
        (await db.OutboxMails.SingleAsync(m => m.To == world.Tutor.Email)).Body.ShouldContain("LEFÈVRE");
    }

    [Fact]
    public async Task A_withdrawal_is_taken_back_during_the_deliberation_until_the_minutes_are_sealed()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Délibération {Guid.NewGuid():N}");
        var enrolments = await platform.CreateEnrolmentsAsync(world, campaign, TestData.ProductionChoice, ["Garance", "Hubert"]);
        await platform.EvaluateAsync(world, enrolments[0]);
        await platform.EvaluateAsync(world, enrolments[1], leave: "BC1");
        var jury = await platform.OpenJuryAsync(world, campaign);
        foreach (var enrolment in enrolments) await WithdrawAsync(world, enrolment.Id);

        (await ReinstateAsync(world, enrolments[1].Id)).Errors.ShouldBe([EnrolmentErrors.NotEvaluated]);
        (await ReinstateAsync(world, enrolments[0].Id)).Message.ShouldBe("");
        await WithdrawAsync(world, enrolments[0].Id);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await db.JurySessions.Where(s => s.Id == jury.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, JurySessionStatus.Sealed));
        (await ReinstateAsync(world, enrolments[0].Id)).Errors.ShouldBe([EnrolmentErrors.SealedWithout]);
    }

    [Fact]
    public async Task A_joined_file_is_an_attachment_for_those_who_may_and_leaves_with_the_draft()
    {
        var (world, campaign) = await OpenAsync("RNCP31391");
        await platform.GivePasswordsAsync(world);
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Hubert", TestData.ProductionChoice);
        (await AddAsync(world.OtherSecretary, input.EnrolmentId)).Errors.ShouldBe([SecurityErrors.NotFound]);
        var line = (await AddAsync(world.Secretary, input.EnrolmentId)).Value;
        var path = $"/inscriptions/{input.EnrolmentId}/pieces/{line.Id}";

        using var secretary = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        using var answer = await secretary.GetAsync(path);
        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType).ShouldBe((HttpStatusCode.OK, "application/pdf", "attachment"));
        (answer.Headers.CacheControl!.NoStore, answer.Headers.GetValues("X-Content-Type-Options").Single()).ShouldBe((true, "nosniff"));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        using var other = await SignedInClient.SignInAsync(fixture.Host, world.OtherSecretary);
        using var refused = await other.GetAsync(path);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await platform.RunAsync<RemoveSupportingFile, Result>(world.OtherSecretary, u => u.ExecuteAsync(input.EnrolmentId, line.Id))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await platform.RunAsync<RemoveSupportingFile, Result>(world.Secretary, u => u.ExecuteAsync(input.EnrolmentId, line.Id))).Message.ShouldBe("");
        var kept = (await AddAsync(world.Secretary, input.EnrolmentId)).Value;
        (await platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(input.EnrolmentId))).Message.ShouldBe("");
        (await platform.RunAsync<RemoveSupportingFile, Result>(world.Secretary, u => u.ExecuteAsync(input.EnrolmentId, kept.Id))).Errors.ShouldBe([EnrolmentErrors.NotEditable]);
        (await ReadResultAsync(world.Manager, input.EnrolmentId)).Value.Files.ShouldHaveSingleItem().Id.ShouldBe(kept.Id);
    }

    [Fact]
    public async Task A_passerelle_is_proposed_once_opened_and_proposed_is_not_acquired()
    {
        var (world, campaign) = await OpenAsync("RNCP31391");
        var elsewhere = await platform.CreateCampaignAsync(world, "RNCP31395", $"Hiver {Guid.NewGuid():N}");
        var id = await SendAsync(world, campaign, "Imbert");
        var file = (await ReadResultAsync(world.Manager, id)).Value;
        var passerelle = file.Referential.Passerelles.First(p => file.Input.Blocks.Contains(p.Block));
        await platform.AcquireAsync(world, elsewhere, file.CandidateId, passerelle.OtherBlock);
        (await ReadResultAsync(world.Secretary, id)).Value.Facts.Proposed.ShouldBeEmpty("off until the certifier opens it");

        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            db.Add(OpenPasserelle.Create("RNCP31391", passerelle.OtherReferential));
            await db.SaveChangesAsync();
        }

        var facts = (await ReadResultAsync(world.Secretary, id)).Value.Facts;
        (facts.Proposed.ShouldHaveSingleItem().Block, facts.Acquired.Count).ShouldBe((passerelle.Block, 0));
    }

    private async Task WithdrawAsync(TestWorld world, Guid id) => (await platform.RunAsync<WithdrawEnrolment, Result>(world.Manager, u => u.ExecuteAsync(new(id, "a changé d’avis")))).Message.ShouldBe("");

    private Task<Result> ReinstateAsync(TestWorld world, Guid id) => platform.RunAsync<ReinstateEnrolment, Result>(world.Manager, u => u.ExecuteAsync(id));

    private async Task<(TestWorld World, Campaign Campaign)> OpenAsync(string certification)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        return (world, await platform.CreateCampaignAsync(world, certification, $"Automne {Guid.NewGuid():N}"));
    }

    private async Task<Guid> SendAsync(TestWorld world, Campaign campaign, string name)
    {
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, name, TestData.ProductionChoice);
        (await platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(input.EnrolmentId))).Message.ShouldBe("");
        return input.EnrolmentId;
    }

    private Task<Result<JoinedFile>> AddAsync(Membership member, Guid id) => platform.RunAsync<AddSupportingFile, Result<JoinedFile>>(member, u => u.ExecuteAsync(new(id, "Pièce d’identité.pdf", Pdf)));

    private Task<Result<EnrolmentFile>> ReadResultAsync(Membership member, Guid id) => platform.RunAsync<ReadEnrolment, Result<EnrolmentFile>>(member, u => u.ExecuteAsync(id));
}
