using System.Text;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class SealingTests(DatabaseFixture database) : SealingTest(database)
{
    [Fact]
    public async Task Sealing_says_everything_that_is_missing_and_changes_nothing()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        var member = (await Platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value.Members.Last();
        await Platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, member.Id, Presence.Expected)));

        var refused = await SealAsync(jury.President, jury);

        refused.Errors.Select(e => e.Code).ShouldBe(["presence-missing", "decision-missing", "minutes-fact-missing"]);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.JurySessions.SingleAsync(s => s.Id == jury.SessionId)).Status.ShouldBe(JurySessionStatus.Open);
        (await db.Set<JuryMember>().AnyAsync(m => m.SessionId == jury.SessionId && m.ConfirmedAt != null)).ShouldBeFalse();
    }

    [Fact]
    public async Task Sealing_writes_minutes_and_ledger_once_and_answers_the_same_again()
    {
        var (world, jury, candidateId) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);

        var first = (await Platform.SealByBothAsync(jury)).Value;
        var second = (await SealAsync(jury.President, jury)).Value;

        second.DocumentId.ShouldBe(first.DocumentId);
        first.Number.ShouldNotBeNull().ShouldStartWith("CPNEC-2026-PV-", Case.Sensitive, "the year of the issue, not of the session");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId);
        Encoding.ASCII.GetString(minutes.Bytes, 0, 5).ShouldBe("%PDF-");
        minutes.Facts.ShouldContain("MARCHAND", Case.Insensitive);
        (await db.AcquiredBlocks.Where(b => b.CandidateId == candidateId).Select(b => b.BlockCode).ToListAsync()).ShouldBe(TestData.ProductionChoice.Blocks, ignoreOrder: true);
        (await db.AuditEntries.AnyAsync(a => a.Action == nameof(SealSession) && a.EntityId == jury.SessionId)).ShouldBeTrue();
        (await Platform.RunAsync<UndoDecision, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, [])))).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.Sealed);
    }

    [Fact]
    public async Task Numbers_follow_each_other_and_a_failed_sealing_gives_its_number_back()
    {
        var (world, first, _) = await BrokerJuryAsync();
        await AcceptAllAsync(first);
        var before = Last((await Platform.SealByBothAsync(first)).Value.Number!);

        var (_, second, _) = await BrokerJuryAsync();
        await AcceptAllAsync(second);
        // A place the fonts cannot draw passes every check and fails in the engine, after the number was taken.
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await db.JurySessions.Where(s => s.Id == second.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Place, "Paris \U0001F600"), TestContext.Current.CancellationToken);
        (await Platform.SealByBothAsync(second)).Refused.ShouldBeTrue();
        (await db.IssuedDocuments.AnyAsync(d => d.JurySessionId == second.SessionId)).ShouldBeFalse();
        (await db.AcquiredBlocks.AnyAsync(b => b.JurySessionId == second.SessionId)).ShouldBeFalse();

        await db.JurySessions.Where(s => s.Id == second.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Place, "Paris"), TestContext.Current.CancellationToken);
        Last((await Platform.SealByBothAsync(second)).Value.Number!).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_president_who_presses_twice_at_once_gets_one_document()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);

        await SealAsync(jury.OtherPresident, jury);
        var answers = await Task.WhenAll(SealAsync(jury.President, jury), SealAsync(jury.President, jury));

        answers.Select(a => a.Value.DocumentId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.IssuedDocuments.CountAsync(d => d.JurySessionId == jury.SessionId)).ShouldBe(1);
    }

    [Fact]
    public async Task A_president_and_a_vice_president_seal_and_never_one_person_twice()
    {
        var (_, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);

        (await SealAsync(jury.President, jury)).Value.Waiting.ShouldBe([College.Employers]);
        (await SealAsync(jury.President, jury)).Value.DocumentId.ShouldBeNull();
        (await SealAsync(jury.OtherPresident, jury, "autre chose")).Errors.ShouldHaveSingleItem().ShouldBe(Reauthentication.Refused);
        (await SealAsync(jury.OtherPresident, jury)).Value.Number.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_annexes_of_the_first_confirmation_are_shown_to_the_second_who_seals_with_their_own_choice()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);

        await ConfirmAsync(jury.President, AnnexKinds.Attendance | AnnexKinds.Votes);
        (await Platform.RunAsync<ReadSession, Result<SessionView>>(jury.OtherPresident, u => u.ExecuteAsync(jury.SessionId))).Value
            .ShouldSatisfyAllConditions(s => s.Annexes.ShouldBe(AnnexKinds.Attendance | AnnexKinds.Votes), s => s.ConfirmedBefore.ShouldBe(s.Members.Single(m => m.IsPresident).Name, "it is the vice-president's turn"));
        (await LineAsync(jury.OtherPresident)).ShouldEndWith("a confirmé\u00a0: à vous de sceller");
        (await LineAsync(jury.President)).ShouldBe("Séance à clore par la présidence");
        await ConfirmAsync(jury.OtherPresident, AnnexKinds.Attendance);

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId);
        minutes.Facts.ShouldContain("reçue sur papier le");
        minutes.Facts.ShouldContain("\"Votes\":null,\"Recusals\":null");

        async Task<string> LineAsync(Membership who) => (await Platform.RunAsync<ReadMySessions, Result<IReadOnlyList<JurySessionLine>>>(who, u => u.ExecuteAsync())).Value.Single(l => l.Id == jury.SessionId).Missing.ShouldHaveSingleItem();

        async Task ConfirmAsync(Membership by, AnnexKinds annexes) => (await Platform.RunAsync<SealSession, Result<SealAnswer>>(by, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password, annexes)))).Message.ShouldBe("");
    }

    [Fact]
    public async Task A_paritarian_presidency_takes_two_persons()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP41351", $"Session {Guid.NewGuid():N}");
        await Platform.EvaluateAsync(world, await Platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice));
        var jury = await Platform.OpenJuryAsync(world, campaign);
        await AcceptAllAsync(jury);

        var first = (await SealAsync(jury.President, jury)).Value;
        first.DocumentId.ShouldBeNull();
        first.Waiting.ShouldBe([College.Employers]);
        (await SealAsync(jury.President, jury)).Value.DocumentId.ShouldBeNull();

        (await SealAsync(jury.OtherPresident, jury)).Value.Number.ShouldNotBeNull().ShouldStartWith("CPNFPE-2026-PV-");
    }

    [Fact]
    public async Task A_change_after_the_first_confirmation_takes_it_back()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP41351", $"Session {Guid.NewGuid():N}");
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice);
        await Platform.EvaluateAsync(world, enrolment);
        var jury = await Platform.OpenJuryAsync(world, campaign);
        await AcceptAllAsync(jury);
        await SealAsync(jury.President, jury);

        await Platform.RunAsync<UndoDecision, Result>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, "BC02")));
        await AcceptAllAsync(jury);

        (await SealAsync(jury.OtherPresident, jury)).Value.Waiting.ShouldBe([College.Employees]);
    }

    [Fact]
    public async Task Only_a_president_with_their_password_seals()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);
        var foreign = await Platform.CreateWorldAsync(CqpFixture.Insurer);

        (await SealAsync(jury.President, jury, "autre chose")).Errors.ShouldHaveSingleItem().ShouldBe(Reauthentication.Refused);
        (await SealAsync(world.Manager, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await SealAsync(world.JuryMember, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await SealAsync(foreign.JuryMember, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    private static int Last(string number) => int.Parse(number[^5..]);
}
