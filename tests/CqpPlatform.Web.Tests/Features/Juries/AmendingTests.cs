using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Amending;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class AmendingTests(DatabaseFixture database) : AmendmentTest(database)
{
    [Fact]
    public async Task A_block_withdrawn_leaves_the_ledger_and_its_certificate_is_revoked_while_the_first_minutes_stay()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await Platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)));
        await using var before = await Platform.Database.OpenAsync(world.TenantId);
        var first = await before.IssuedDocuments.AsNoTracking().SingleAsync(d => d.JurySessionId == jury.SessionId && d.Kind == DocumentKind.Minutes);
        var withdrawn = TestData.ProductionChoice.Blocks[0];
        (await HeldAsync(world, candidate)).ShouldContain(withdrawn);

        (await DraftAsync(world, jury, enrolment, withdrawn, Outcome.NotValidated)).Message.ShouldBe("");
        (await HeldAsync(world, candidate)).ShouldContain(withdrawn, "a draft changes nothing");
        var sealing = await SealByBothAsync(world, jury);

        sealing.Number.ShouldNotBeNull().ShouldNotBe(first.Number);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var original = await db.IssuedDocuments.SingleAsync(d => d.Id == first.Id);
        (original.State, original.Bytes.SequenceEqual(first.Bytes)).ShouldBe((DocumentState.Superseded, true));
        var amending = await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId);
        (amending.SupersedesId, amending.State).ShouldBe((first.Id, DocumentState.Valid));
        amending.Facts.ShouldContain("Inversion de deux lignes");
        amending.Facts.ShouldContain($"\"Block\":\"{withdrawn}\",\"Proposal\":\"Validated\",\"Decision\":\"NotValidated\",\"Vote\":\"rectifiée, sans nouveau vote\"", Case.Sensitive, "nobody voted on it");
        (await HeldAsync(world, candidate)).ShouldNotContain(withdrawn);
        (await db.AcquiredBlocks.AnyAsync(b => b.CandidateId == candidate && b.BlockCode == withdrawn)).ShouldBeTrue("the line stays under its counter-entry");
        var certificate = await db.IssuedDocuments.SingleAsync(d => d.EnrolmentId == enrolment && d.Kind == DocumentKind.Certificate);
        (certificate.State, certificate.EndReason).ShouldBe((DocumentState.Revoked, $"Procès-verbal rectificatif {sealing.Number}"));
        (await db.Set<BlockDecision>().SingleAsync(d => d.SessionId == jury.SessionId && d.BlockCode == withdrawn)).Outcome.ShouldBe(Outcome.Validated, "what was sealed is not rewritten");
        var session = (await Platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value;
        session.Candidates.Single(c => c.EnrolmentId == enrolment).Cells.Single(c => c.Code == withdrawn).Decided.ShouldBe(Outcome.NotValidated);
        (session.MinutesNumber, session.AmendedBy).ShouldBe((first.Number, sealing.Number));
        (session.MinutesId, session.MinutesInForceId, session.MinutesInForce).ShouldBe((first.Id, sealing.DocumentId, sealing.Number));
        var mine = await LineAsync(jury.President, jury);
        (mine.MinutesId, mine.MinutesNumber).ShouldBe((sealing.DocumentId, sealing.Number), "the list leads to the minutes to go by");
        mine.Missing[0].ShouldStartWith(first.Number, Case.Sensitive, "members sign the first ones");
    }

    [Fact]
    public async Task A_block_given_enters_the_ledger_under_the_amending_number()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync(refused: true);
        var given = TestData.ProductionChoice.Blocks[0];
        (await HeldAsync(world, candidate)).ShouldNotContain(given);

        await DraftAsync(world, jury, enrolment, given, Outcome.Validated);
        var (document, number, _) = await SealByBothAsync(world, jury);

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.AcquiredBlocks.SingleAsync(b => b.CandidateId == candidate && b.BlockCode == given)).MinutesNumber.ShouldBe(number);
        var facts = JsonDocument.Parse((await db.IssuedDocuments.SingleAsync(d => d.Id == document)).Facts).RootElement;
        facts.GetProperty("Candidates")[0].GetProperty("Recommendation").GetString().ShouldBeNull("it went with the refusal");
        facts.GetProperty("Correction").GetProperty("Confirmations").EnumerateArray().Select(c => c.GetProperty("Role").GetString()!.Split(',')[0]).ShouldBe(["présidence", "vice-présidence"]);
    }

    /// <summary>Sealed by a version of the Platform that said it otherwise: what is corrected is not the quorum.</summary>
    [Fact]
    public async Task The_quorum_of_a_corrected_session_is_told_in_the_words_it_was_sealed_with()
    {
        const string Former = "Règle appliquée en ce temps-là : la moitié de chaque collège.";
        var (world, jury, _, enrolment) = await SealedAsync();
        await AuditChainTests.TamperAsync(Platform, $"update issued_documents set facts = (jsonb_set(facts::jsonb, '{{QuorumStatement}}', '\"{Former}\"') - 'OpenedOn' - 'ClosedOn')::text where jury_session_id = '{jury.SessionId}'");
        await DraftAsync(world, jury, enrolment, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var amending = await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId);
        JsonDocument.Parse(amending.Facts).RootElement.GetProperty("QuorumStatement").GetString().ShouldBe(Former);
    }

    [Fact]
    public async Task Amending_minutes_repeat_the_annexes_and_the_hours_of_those_they_replace()
    {
        var (world, jury, _, enrolment) = await SealedAsync(annexes: AnnexKinds.Attendance | AnnexKinds.Votes);
        var at = Platform.Clock.Now;
        Platform.Clock.Now = at.AddDays(2);
        await DraftAsync(world, jury, enrolment, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);
        Platform.Clock.Now = at;

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var facts = await db.IssuedDocuments.Where(d => d.JurySessionId == jury.SessionId && d.Kind == DocumentKind.Minutes).ToDictionaryAsync(d => d.Id == sealing.DocumentId, d => JsonDocument.Parse(d.Facts).RootElement);
        foreach (var repeated in new[] { "Annexes", "OpenedOn", "OpenedAt", "ClosedOn", "ClosedAt" }) facts[true].GetProperty(repeated).GetRawText().ShouldBe(facts[false].GetProperty(repeated).GetRawText());
        facts[true].GetProperty("Annexes").GetProperty("Attendance").GetArrayLength().ShouldBe(13);
    }

    [Fact]
    public async Task One_person_does_not_confirm_twice_a_retry_gets_the_first_answer_and_a_stranger_none()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        await DraftAsync(world, jury, enrolment, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated);
        var id = (await ReadAsync(world.Manager, jury)).UnderWay!.Id;

        (await SealAsync(jury.President, jury, id, "autre chose")).Errors.ShouldHaveSingleItem().ShouldBe(Reauthentication.Refused);
        (await LineAsync(jury.President, jury)).ShouldSatisfyAllConditions(l => l.ToConfirm.ShouldBeTrue(), l => l.Missing[0].ShouldBe("Une rectification attend votre confirmation"));
        (await SealAsync(jury.President, jury, id)).Value.Number.ShouldBeNull();
        (await LineAsync(jury.President, jury)).ShouldSatisfyAllConditions(l => l.ToConfirm.ShouldBeFalse(), l => l.Missing[0].ShouldBe("Une rectification attend les présidences"));
        (await LineAsync(jury.OtherPresident, jury)).ToConfirm.ShouldBeTrue();
        (await SealAsync(jury.President, jury, id)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AmendmentConfirmed);
        (await SealAsync(world.Manager, jury, id)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await SealAsync(world.JuryMember, jury, id)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await SealAsync(jury.OtherPresident, jury, Guid.NewGuid())).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoAmendment, "another draft than the one that was read");
        var first = (await SealAsync(jury.OtherPresident, jury, id)).Value;
        (await SealAsync(jury.President, jury, id)).Value.ShouldBeEquivalentTo(first);
    }

    [Fact]
    public async Task An_abandoned_correction_leaves_everything_as_it_was()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await DraftAsync(world, jury, enrolment, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated);
        var id = (await ReadAsync(world.Manager, jury)).UnderWay!.Id;
        (await Platform.RunAsync<AbandonAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");

        (await SealAsync(jury.President, jury, id)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoAmendment);
        (await ReadAsync(world.Manager, jury)).UnderWay.ShouldBeNull();
        (await HeldAsync(world, candidate)).Count.ShouldBe(TestData.ProductionChoice.Blocks.Count);
        var foreign = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await Platform.RunAsync<ReadAmendments, Result<AmendmentsView>>(foreign.Manager, u => u.ExecuteAsync(jury.SessionId))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    [Fact]
    public async Task A_proof_entered_since_changes_nothing_in_what_the_amending_minutes_say_of_those_they_do_not_correct()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", $"À rectifier {Guid.NewGuid():N}");
        var enrolled = await Platform.CreateEnrolmentsAsync(world, campaign, TestData.ProductionChoice, ["Aubin", "Perrin"]);
        foreach (var enrolment in enrolled) await Platform.EvaluateAsync(world, enrolment);
        var jury = await Platform.OpenJuryAsync(world, campaign);
        var block = TestData.ProductionChoice.Blocks[0];
        (await Platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolled[1].Id, block, Outcome.NotValidated, "Entretien insuffisant.", null)))).Message.ShouldBe("");
        (await Platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await Platform.SealByBothAsync(jury)).Message.ShouldBe("");
        await Platform.AcquireAsync(world, campaign, enrolled[1].CandidateId, block);

        await DraftAsync(world, jury, enrolled[0].Id, block, Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        JsonDocument.Parse((await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId)).Facts).RootElement.GetProperty("Candidates").EnumerateArray()
            .Select(c => c.GetProperty("GlobalDecision").GetString()).ShouldBe(["6 blocs validés, attestation de blocs.", "6 blocs validés, attestation de blocs."]);
    }
}
