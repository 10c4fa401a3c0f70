using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Members.Ending;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>Two people at once: one wins, the other is told, nothing is lost or doubled.</summary>
public sealed class TwoAtOnceTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const int Rounds = 5;
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Two_managers_who_answer_one_enrolment_leave_one_answer()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var colleague = await platform.CreateMemberAsync(world, "Delorme", Role.CertifierManager);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", "À deux");
        for (var round = 0; round < Rounds; round++)
        {
            var draft = await platform.WriteEnrolmentAsync(world.Secretary, campaign, $"Ambrosini {(char)('A' + round)}", TestData.ProductionChoice);
            (await platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(draft.EnrolmentId))).Message.ShouldBe("");

            var answers = await Task.WhenAll(
                platform.RunAsync<AcceptEnrolment, Result>(world.Manager, u => u.ExecuteAsync(draft.EnrolmentId)),
                platform.RunAsync<ReturnEnrolment, Result>(colleague, u => u.ExecuteAsync(new(draft.EnrolmentId, "Pièce illisible."))));

            answers.Count(a => a.Succeeded).ShouldBe(1);
            answers.Single(a => a.Refused).Errors[0].ShouldBeOneOf(UnitOfWork.Conflict, EnrolmentErrors.NotSubmitted);
            await using var db = await platform.Database.OpenAsync(world.TenantId);
            (await db.Enrolments.Where(e => e.Id == draft.EnrolmentId).Select(e => e.Status).SingleAsync()).ShouldBe(answers[0].Succeeded ? EnrolmentStatus.Accepted : EnrolmentStatus.Returned);
            var name = draft.BirthName!.ToUpperInvariant();
            (await db.OutboxMails.CountAsync(m => m.Subject.Contains(name))).ShouldBe(answers[0].Succeeded ? 0 : 1);
        }
    }

    [Fact]
    public async Task Two_managers_who_end_each_other_leave_one_who_can_invite()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var colleague = await platform.CreateMemberAsync(world, "Delorme", Role.CertifierManager);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        // The other tests' worlds have their managers in this tenant too.
        await db.Memberships.Where(m => m.Role == Role.CertifierManager && m.Id != world.Manager.Id && m.Id != colleague.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Active, false));
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(
                Task.Run(() => platform.RunAsync<EndMembership, Result>(world.Manager, u => u.ExecuteAsync(colleague.Id))),
                Task.Run(() => platform.RunAsync<EndMembership, Result>(colleague, u => u.ExecuteAsync(world.Manager.Id))));

            answers.Count(a => a.Succeeded).ShouldBe(1);
            answers.Single(a => a.Refused).Errors[0].Code.ShouldBeOneOf("member-last", SecurityErrors.NotAllowed.Code);
            (await db.Memberships.CountAsync(m => m.Role == Role.CertifierManager && m.Active)).ShouldBe(1);
            var (left, gone) = answers[0].Succeeded ? (world.Manager, colleague) : (colleague, world.Manager);
            (await platform.RunAsync<RestoreMembership, Result>(left, u => u.ExecuteAsync(gone.Id))).Message.ShouldBe("");
        }
    }

    [Fact]
    public async Task Two_secretaries_who_save_one_draft_are_never_mixed()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var colleague = await platform.CreateMemberAsync(world, "Delorme", Role.TrainingOrganisation, world.Organisation.Id);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", "À deux, brouillon");
        var draft = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", TestData.ProductionChoice);
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(SaveAsync(world.Secretary, "A"), SaveAsync(colleague, "B"));

            answers.ShouldContain(a => a.Succeeded);
            answers.Where(a => a.Refused).ShouldAllBe(a => a.Errors[0] == UnitOfWork.Conflict);
            await using var db = await platform.Database.OpenAsync(world.TenantId);
            var kept = await db.Enrolments.SingleAsync(e => e.Id == draft.EnrolmentId);
            kept.Adaptations.ShouldBe($"Tiers temps {kept.Contacts!.CompanyName}");
            (await db.Enrolments.CountAsync(e => e.CampaignId == campaign.Id)).ShouldBe(1);
        }

        Task<Result<EnrolmentSaved>> SaveAsync(Membership who, string mark) => platform.RunAsync<SaveEnrolment, Result<EnrolmentSaved>>(who, u => u.ExecuteAsync(new()
        {
            EnrolmentId = draft.EnrolmentId,
            Sex = Sex.Female,
            BirthName = draft.BirthName,
            FirstNames = draft.FirstNames,
            BirthDate = draft.BirthDate,
            BirthPlace = draft.BirthPlace,
            BirthInseeCode = draft.BirthInseeCode,
            AccessRoute = draft.AccessRoute,
            EngagementDate = draft.EngagementDate,
            Option = draft.Option,
            Blocks = draft.Blocks,
            CompanyName = mark,
            Adaptations = $"Tiers temps {mark}",
        }));
    }

    [Fact]
    public async Task Two_presidents_who_decide_and_seal_leave_one_decision_a_block_and_one_minutes()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", "À deux, jury");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, "Lefèvre", new DateOnly(2026, 2, 2));
        await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        foreach (var block in enrolment.BlocksToEvaluate)
        {
            var decided = await Task.WhenAll(DecideAsync(jury.President, block), DecideAsync(jury.OtherPresident, block));
            decided.Count(d => d.Succeeded).ShouldBe(1);
            decided.Single(d => d.Refused).Errors[0].Code.ShouldBe("decision-changed");
        }

        var mention = await platform.RunAsync<SealSession, Result<SealAnswer>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, "pas la bonne phrase")));
        mention.Errors.ShouldBe([Reauthentication.Refused]);
        var seals = await Task.WhenAll(SealAsync(jury.President), SealAsync(jury.OtherPresident));

        seals.ShouldAllBe(s => s.Succeeded, string.Join(" ", seals.Select(s => s.Message)));
        seals.Count(s => s.Value.DocumentId is not null).ShouldBe(1);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.IssuedDocuments.CountAsync(d => d.JurySessionId == jury.SessionId)).ShouldBe(1);
        (await db.AcquiredBlocks.CountAsync(b => b.JurySessionId == jury.SessionId)).ShouldBe(enrolment.BlocksToEvaluate.Count);

        Task<Result> DecideAsync(Membership who, string block) => platform.RunAsync<DecideBlock, Result>(who, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, block, Outcome.Validated)));
        Task<Result<SealAnswer>> SealAsync(Membership who) => platform.RunAsync<SealSession, Result<SealAnswer>>(who, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password)));
    }
}
