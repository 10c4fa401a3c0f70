using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class SealingTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task Sealing_says_everything_that_is_missing_and_changes_nothing()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        var member = (await platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value.Members.Last();
        await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, member.Id, Presence.Expected)));

        var refused = await SealAsync(jury.President, jury);

        refused.Errors.Select(e => e.Code).ShouldBe(["presence-missing", "decision-missing", "minutes-fact-missing"]);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.JurySessions.SingleAsync(s => s.Id == jury.SessionId)).Status.ShouldBe(JurySessionStatus.Open);
        (await db.Set<JuryMember>().AnyAsync(m => m.SessionId == jury.SessionId && m.ConfirmedAt != null)).ShouldBeFalse();
    }

    [Fact]
    public async Task Sealing_writes_minutes_and_ledger_once_and_answers_the_same_again()
    {
        var (world, jury, candidateId) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);

        var first = (await platform.SealByBothAsync(jury)).Value;
        var second = (await SealAsync(jury.President, jury)).Value;

        second.DocumentId.ShouldBe(first.DocumentId);
        first.Number.ShouldNotBeNull().ShouldStartWith("CPNEC-2026-PV-", Case.Sensitive, "the year of the issue, not of the session");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId);
        Encoding.ASCII.GetString(minutes.Bytes, 0, 5).ShouldBe("%PDF-");
        minutes.Facts.ShouldContain("MARCHAND", Case.Insensitive);
        (await db.AcquiredBlocks.Where(b => b.CandidateId == candidateId).Select(b => b.BlockCode).ToListAsync()).ShouldBe(TestData.ProductionChoice.Blocks, ignoreOrder: true);
        (await db.AuditEntries.AnyAsync(a => a.Action == nameof(SealSession) && a.EntityId == jury.SessionId)).ShouldBeTrue();
        (await platform.RunAsync<UndoDecision, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, [])))).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.Sealed);
    }

    [Fact]
    public async Task A_substitute_whose_titular_sits_is_counted_neither_in_the_session_nor_in_its_minutes()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", $"Suppléance {Guid.NewGuid():N}");
        await platform.EvaluateAsync(world, await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice));
        var jury = await platform.OpenJuryAsync(world, campaign, substitute: true);
        await AcceptAllAsync(jury);

        var employees = (await platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value.Colleges.Single(c => c.College == College.Employees);
        (employees.Members.Count, employees.Places.Count, employees.Sitting).ShouldBe((4, 3, 3));
        var minutes = (await platform.SealByBothAsync(jury)).Value.DocumentId;
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var facts = (await db.IssuedDocuments.SingleAsync(d => d.Id == minutes)).Facts.Replace("\\u00A0", "\u00A0").Replace("\\u202F", "\u202F");
        facts.ShouldContain("Collège salariés\u00A0: 3 présents, 0 représenté sur 3");
        facts.ShouldContain("\"SubstituteFor\":\"EMPLOYEES0 Camille\",\"Idle\":true");
    }

    [Fact]
    public async Task The_hash_is_that_of_the_stored_facts()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);
        var sealing = (await platform.SealByBothAsync(jury)).Value;

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(minutes.Facts)));

        var path = Path.Combine(Directory.CreateTempSubdirectory("cqp-minutes-").FullName, "minutes.pdf");
        await File.WriteAllBytesAsync(path, minutes.Bytes, TestContext.Current.CancellationToken);
        var text = Documents.DocumentsFixture.Run("pdftotext", path, "-").Replace(" ", "").Replace("\n", "");
        text.ShouldContain(hash);
    }

    [Fact]
    public async Task Minutes_that_the_second_confirmation_seals_the_next_morning_say_the_day_they_were_closed()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);
        var at = platform.Clock.Now;
        var today = at.DayInParis();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        await db.JurySessions.Where(s => s.Id == jury.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Date, today), TestContext.Current.CancellationToken);
        await SealAsync(jury.President, jury);
        platform.Clock.Now = at.AddDays(1);
        (await SealAsync(jury.OtherPresident, jury)).Message.ShouldBe("");
        platform.Clock.Now = at;

        var facts = (await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId)).Facts;
        facts.ShouldContain($"\"OpenedOn\":null,\"ClosedOn\":\"{today.AddDays(1):yyyy-MM-dd}\"");
    }

    [Fact]
    public async Task Numbers_follow_each_other_and_a_failed_sealing_gives_its_number_back()
    {
        var (world, first, _) = await BrokerJuryAsync();
        await AcceptAllAsync(first);
        var before = Last((await platform.SealByBothAsync(first)).Value.Number!);

        var (_, second, _) = await BrokerJuryAsync();
        await AcceptAllAsync(second);
        // A place the fonts cannot draw passes every check and fails in the engine, after the number was taken.
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        await db.JurySessions.Where(s => s.Id == second.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Place, "Paris \U0001F600"), TestContext.Current.CancellationToken);
        (await platform.SealByBothAsync(second)).Refused.ShouldBeTrue();
        (await db.IssuedDocuments.AnyAsync(d => d.JurySessionId == second.SessionId)).ShouldBeFalse();
        (await db.AcquiredBlocks.AnyAsync(b => b.JurySessionId == second.SessionId)).ShouldBeFalse();

        await db.JurySessions.Where(s => s.Id == second.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Place, "Paris"), TestContext.Current.CancellationToken);
        Last((await platform.SealByBothAsync(second)).Value.Number!).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_president_who_presses_twice_at_once_gets_one_document()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);

        await SealAsync(jury.OtherPresident, jury);
        var answers = await Task.WhenAll(SealAsync(jury.President, jury), SealAsync(jury.President, jury));

        answers.Select(a => a.Value.DocumentId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
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
    public async Task A_session_without_quorum_is_put_off_with_its_own_minutes_and_the_next_one_keeps_its_seats()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        var members = (await platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value.Members.ToList();
        (await PostponeAsync(world.Manager)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.QuorumThere);
        foreach (var employer in members.Where(m => m.College == College.Employers))
            await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, employer.Id, Presence.Excused)));
        (await PostponeAsync(jury.President)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);

        var minutes = await PostponeAsync(world.Manager);

        minutes.Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var document = await db.IssuedDocuments.SingleAsync(d => d.Id == minutes.Value);
        document.Number.ShouldContain("-PV-");
        document.Facts.ShouldContain("Le quorum n’est pas atteint");
        (await db.JurySessions.SingleAsync(s => s.Id == jury.SessionId)).Status.ShouldBe(JurySessionStatus.Postponed);
        var next = (await platform.RunAsync<ConveneJury, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id, new DateOnly(2021, 12, 16), "Paris")))).Value;
        var seats = await db.Set<JuryMember>().Where(m => m.SessionId == next).ToListAsync();
        seats.Count.ShouldBe(13);
        seats.ShouldAllBe(m => m.Presence == Presence.Expected);
        seats.Count(m => m.IsPresident || m.IsVicePresident).ShouldBe(2);

        Task<Result<Guid>> PostponeAsync(Membership who) => platform.RunAsync<PostponeSession, Result<Guid>>(who, u => u.ExecuteAsync(new(jury.SessionId)));
    }

    [Fact]
    public async Task Ratings_and_comments_never_reach_the_minutes_and_annexes_only_when_asked_for()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment, (block, source) => block == "BC4" && source == SourceKind.Commission ? Rating.InProgress : Rating.Acquired);
        var jury = await platform.OpenJuryAsync(world, campaign);
        await AcceptAllAsync(jury);
        (await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, "BC4", Outcome.Validated, "Pratique constatée.")))).Message.ShouldBe("");
        await SealAsync(jury.President, jury);
        (await platform.RunAsync<SealSession, Result<SealAnswer>>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password, AnnexKinds.Attendance | AnnexKinds.Votes)))).Message.ShouldBe("");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId);
        foreach (var secret in new[] { "À reprendre.", "En cours d", "InProgress" }) minutes.Facts.ShouldNotContain(secret);
        minutes.Facts.ShouldContain("Pratique constatée.");
        minutes.Facts.ShouldContain("reçue sur papier le");
        minutes.Facts.ShouldContain("\"Recusals\":null");
    }

    [Fact]
    public async Task The_annexes_of_the_first_confirmation_are_shown_to_the_second_who_seals_with_their_own_choice()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);

        await ConfirmAsync(jury.President, AnnexKinds.Attendance | AnnexKinds.Votes);
        (await platform.RunAsync<ReadSession, Result<SessionView>>(jury.OtherPresident, u => u.ExecuteAsync(jury.SessionId))).Value
            .ShouldSatisfyAllConditions(s => s.Annexes.ShouldBe(AnnexKinds.Attendance | AnnexKinds.Votes), s => s.ConfirmedBefore.ShouldBe(s.Members.Single(m => m.IsPresident).Name, "it is the vice-president's turn"));
        (await LineAsync(jury.OtherPresident)).ShouldEndWith("a confirmé\u00a0: à vous de sceller");
        (await LineAsync(jury.President)).ShouldBe("Séance à clore par la présidence");
        await ConfirmAsync(jury.OtherPresident, AnnexKinds.Attendance);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId);
        minutes.Facts.ShouldContain("reçue sur papier le");
        minutes.Facts.ShouldContain("\"Votes\":null,\"Recusals\":null");

        async Task<string> LineAsync(Membership who) => (await platform.RunAsync<ReadMySessions, Result<IReadOnlyList<JurySessionLine>>>(who, u => u.ExecuteAsync())).Value.Single(l => l.Id == jury.SessionId).Missing.ShouldHaveSingleItem();

        async Task ConfirmAsync(Membership by, AnnexKinds annexes) => (await platform.RunAsync<SealSession, Result<SealAnswer>>(by, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password, annexes)))).Message.ShouldBe("");
    }

    [Fact]
    public async Task A_paritarian_presidency_takes_two_persons()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", $"Session {Guid.NewGuid():N}");
        await platform.EvaluateAsync(world, await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice));
        var jury = await platform.OpenJuryAsync(world, campaign);
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
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", $"Session {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice);
        await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        await AcceptAllAsync(jury);
        await SealAsync(jury.President, jury);

        await platform.RunAsync<UndoDecision, Result>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, "BC02")));
        await AcceptAllAsync(jury);

        (await SealAsync(jury.OtherPresident, jury)).Value.Waiting.ShouldBe([College.Employees]);
    }

    [Fact]
    public async Task The_minutes_announce_the_attestation_of_whoever_holds_blocks_from_before_and_none_to_whoever_holds_nothing()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolled = await platform.CreateEnrolmentsAsync(world, campaign, TestData.ProductionChoice, ["Aubin", "Perrin"]);
        // BC6 is of the other option: no decision of this jury, and no part of the choice, but a block that is attested.
        await platform.AcquireAsync(world, await platform.CreateCampaignAsync(world, "RNCP31391", $"Avant {Guid.NewGuid():N}"), enrolled[0].CandidateId, "BC6");
        foreach (var enrolment in enrolled) await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        foreach (var enrolment in enrolled)
            foreach (var block in TestData.ProductionChoice.Blocks)
                (await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, block, Outcome.NotValidated, "Insuffisant.")))).Message.ShouldBe("");
        var sealing = (await platform.SealByBothAsync(jury)).Value;

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId);
        var told = JsonDocument.Parse(minutes.Facts).RootElement.GetProperty("Candidates").EnumerateArray().Select(c => (c.GetProperty("Award").GetString(), c.GetProperty("GlobalDecision").GetString())).ToList();
        told.ShouldBe([("Attestation", "aucun bloc validé à cette séance, attestation des blocs acquis antérieurement."), ("None", "aucun bloc validé.")]);
        (await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id)))).Value.ShouldBe(new IssuedCount(0, 1), "what is issued is what the minutes announce");
    }

    [Fact]
    public async Task Only_a_president_with_their_password_seals()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);

        (await SealAsync(jury.President, jury, "autre chose")).Errors.ShouldHaveSingleItem().ShouldBe(Reauthentication.Refused);
        (await SealAsync(world.Manager, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await SealAsync(world.JuryMember, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await SealAsync(foreign.JuryMember, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    private async Task<(TestWorld World, TestJury Jury, Guid CandidateId)> BrokerJuryAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment);
        return (world, await platform.OpenJuryAsync(world, campaign), enrolment.CandidateId);
    }

    private async Task AcceptAllAsync(TestJury jury) =>
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");

    private Task<Result<SealAnswer>> SealAsync(Membership by, TestJury jury, string password = TestData.Password) =>
        platform.RunAsync<SealSession, Result<SealAnswer>>(by, u => u.ExecuteAsync(new(jury.SessionId, password)));

    private static int Last(string number) => int.Parse(number[^5..]);
}
