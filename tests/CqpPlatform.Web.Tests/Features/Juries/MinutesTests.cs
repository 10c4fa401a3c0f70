using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>What the minutes of a session say, sealed or put off.</summary>
public sealed class MinutesTests(DatabaseFixture database) : SealingTest(database)
{
    [Fact]
    public async Task A_substitute_whose_titular_sits_is_counted_neither_in_the_session_nor_in_its_minutes()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP41351", $"Suppléance {Guid.NewGuid():N}");
        await Platform.EvaluateAsync(world, await Platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice));
        var jury = await Platform.OpenJuryAsync(world, campaign, substitute: true);
        await AcceptAllAsync(jury);

        var employees = (await Platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value.Colleges.Single(c => c.College == College.Employees);
        (employees.Members.Count, employees.Places.Count, employees.Sitting).ShouldBe((4, 3, 3));
        var minutes = (await Platform.SealByBothAsync(jury)).Value.DocumentId;
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var facts = (await db.IssuedDocuments.SingleAsync(d => d.Id == minutes)).Facts.Replace("\\u00A0", "\u00A0").Replace("\\u202F", "\u202F");
        facts.ShouldContain("Collège salariés\u00A0: 3 présents, 0 représenté sur 3");
        facts.ShouldContain("\"SubstituteFor\":\"EMPLOYEES0 Camille\",\"Idle\":true");
    }

    [Fact]
    public async Task The_hash_is_that_of_the_stored_facts()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        await AcceptAllAsync(jury);
        var sealing = (await Platform.SealByBothAsync(jury)).Value;

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
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
        var at = Platform.Clock.Now;
        var today = at.DayInParis();
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await db.JurySessions.Where(s => s.Id == jury.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Date, today), TestContext.Current.CancellationToken);
        await SealAsync(jury.President, jury);
        Platform.Clock.Now = at.AddDays(1);
        (await SealAsync(jury.OtherPresident, jury)).Message.ShouldBe("");
        Platform.Clock.Now = at;

        var facts = (await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId)).Facts;
        facts.ShouldContain($"\"OpenedOn\":null,\"ClosedOn\":\"{today.AddDays(1):yyyy-MM-dd}\"");
    }

    [Fact]
    public async Task A_session_without_quorum_is_put_off_with_its_own_minutes_and_the_next_one_keeps_its_seats()
    {
        var (world, jury, _) = await BrokerJuryAsync();
        var members = (await Platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value.Members.ToList();
        (await PostponeAsync(world.Manager)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.QuorumThere);
        foreach (var employer in members.Where(m => m.College == College.Employers))
            await Platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, employer.Id, Presence.Excused)));
        (await PostponeAsync(jury.President)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);

        var minutes = await PostponeAsync(world.Manager);

        minutes.Message.ShouldBe("");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var document = await db.IssuedDocuments.SingleAsync(d => d.Id == minutes.Value);
        document.Number.ShouldContain("-PV-");
        document.Facts.ShouldContain("Le quorum n’est pas atteint");
        (await db.JurySessions.SingleAsync(s => s.Id == jury.SessionId)).Status.ShouldBe(JurySessionStatus.Postponed);
        var next = (await Platform.RunAsync<ConveneJury, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id, new DateOnly(2021, 12, 16), "Paris")))).Value;
        var seats = await db.Set<JuryMember>().Where(m => m.SessionId == next).ToListAsync();
        seats.Count.ShouldBe(13);
        seats.ShouldAllBe(m => m.Presence == Presence.Expected);
        seats.Count(m => m.IsPresident || m.IsVicePresident).ShouldBe(2);

        Task<Result<Guid>> PostponeAsync(Membership who) => Platform.RunAsync<PostponeSession, Result<Guid>>(who, u => u.ExecuteAsync(new(jury.SessionId)));
    }

    [Fact]
    public async Task Ratings_and_comments_never_reach_the_minutes_and_annexes_only_when_asked_for()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await Platform.EvaluateAsync(world, enrolment, (block, source) => block == "BC4" && source == SourceKind.Commission ? Rating.InProgress : Rating.Acquired);
        var jury = await Platform.OpenJuryAsync(world, campaign);
        await AcceptAllAsync(jury);
        (await Platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, "BC4", Outcome.Validated, "Pratique constatée.")))).Message.ShouldBe("");
        await SealAsync(jury.President, jury);
        (await Platform.RunAsync<SealSession, Result<SealAnswer>>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password, AnnexKinds.Attendance | AnnexKinds.Votes)))).Message.ShouldBe("");

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == jury.SessionId);
        foreach (var secret in new[] { "À reprendre.", "En cours d", "InProgress" }) minutes.Facts.ShouldNotContain(secret);
        minutes.Facts.ShouldContain("Pratique constatée.");
        minutes.Facts.ShouldContain("reçue sur papier le");
        minutes.Facts.ShouldContain("\"Recusals\":null");
    }

    [Fact]
    public async Task The_minutes_announce_the_attestation_of_whoever_holds_blocks_from_before_and_none_to_whoever_holds_nothing()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolled = await Platform.CreateEnrolmentsAsync(world, campaign, TestData.ProductionChoice, ["Aubin", "Perrin"]);
        // BC6 is of the other option: no decision of this jury, and no part of the choice, but a block that is attested.
        await Platform.AcquireAsync(world, await Platform.CreateCampaignAsync(world, "RNCP31391", $"Avant {Guid.NewGuid():N}"), enrolled[0].CandidateId, "BC6");
        foreach (var enrolment in enrolled) await Platform.EvaluateAsync(world, enrolment);
        var jury = await Platform.OpenJuryAsync(world, campaign);
        foreach (var enrolment in enrolled)
            foreach (var block in TestData.ProductionChoice.Blocks)
                (await Platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, block, Outcome.NotValidated, "Insuffisant.")))).Message.ShouldBe("");
        var sealing = (await Platform.SealByBothAsync(jury)).Value;

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId);
        var told = JsonDocument.Parse(minutes.Facts).RootElement.GetProperty("Candidates").EnumerateArray().Select(c => (c.GetProperty("Award").GetString(), c.GetProperty("GlobalDecision").GetString())).ToList();
        told.ShouldBe([("Attestation", "aucun bloc validé à cette séance, attestation des blocs acquis antérieurement."), ("None", "aucun bloc validé.")]);
        (await Platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id)))).Value.ShouldBe(new IssuedCount(0, 1), "what is issued is what the minutes announce");
    }
}
