using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Amending;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Data;
using CqpPlatform.Web.Tests.Features.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class AmendingTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task A_block_withdrawn_leaves_the_ledger_and_its_certificate_is_revoked_while_the_first_minutes_stay()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)));
        await using var before = await platform.Database.OpenAsync(world.TenantId);
        var first = await before.IssuedDocuments.AsNoTracking().SingleAsync(d => d.JurySessionId == jury.SessionId && d.Kind == DocumentKind.Minutes);
        var withdrawn = TestData.ProductionChoice.Blocks[0];
        (await HeldAsync(world, candidate)).ShouldContain(withdrawn);

        (await DraftAsync(world, jury, enrolment, withdrawn, Outcome.NotValidated)).Message.ShouldBe("");
        (await HeldAsync(world, candidate)).ShouldContain(withdrawn, "a draft changes nothing");
        var sealing = await SealByBothAsync(world, jury);

        sealing.Number.ShouldNotBeNull().ShouldNotBe(first.Number);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
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
        var session = (await platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value;
        session.Candidates.Single(c => c.EnrolmentId == enrolment).Cells.Single(c => c.Code == withdrawn).Decided.ShouldBe(Outcome.NotValidated);
        (session.MinutesNumber, session.AmendedBy).ShouldBe((first.Number, sealing.Number));
        (session.MinutesId, session.MinutesInForceId, session.MinutesInForce).ShouldBe((first.Id, sealing.DocumentId, sealing.Number));
        var mine = await LineAsync(jury.President, jury);
        (mine.MinutesId, mine.MinutesNumber).ShouldBe((sealing.DocumentId, sealing.Number), "the list leads to the minutes to go by");
        mine.Missing[0].ShouldStartWith(first.Number, Case.Sensitive, "members sign the first ones");
    }

    [Fact]
    public async Task A_block_withdrawn_after_an_issue_was_planned_is_not_printed_by_it()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        var withdrawn = TestData.ProductionChoice.Blocks[0];
        await DraftAsync(world, jury, enrolment, withdrawn, Outcome.NotValidated);
        var id = (await ReadAsync(world.Manager, jury)).UnderWay!.Id;
        (await SealAsync(jury.President, jury, id)).Value.Number.ShouldBeNull();
        Task<Result<AmendmentAnswer>>? sealing = null;

        // The first report comes between the plan, a certificate, and the first part.
        var issued = await IssueAsync(world, jury, new OnReport(0, () => Wait(sealing = Task.Run(() => SealAsync(jury.OtherPresident, jury, id)), seconds: 60)));

        var amending = (await sealing.ShouldNotBeNull()).Value.Number;
        issued.Value.ShouldBe(new IssuedCount(0, 1));
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var document = await db.IssuedDocuments.SingleAsync(d => d.EnrolmentId == enrolment);
        (document.Kind, document.State).ShouldBe((DocumentKind.Attestation, DocumentState.Valid));
        TestData.PrintedBy(document).ShouldSatisfyAllConditions(f => f.Blocks.Select(b => b.Code).ShouldBe(TestData.ProductionChoice.Blocks.Skip(1)), f => f.MinutesNumber.ShouldBe(amending));
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == jury.SessionId)).Body.ShouldContain(document.Number);
    }

    [Fact]
    public async Task A_block_withdrawn_while_its_certificate_prints_waits_for_it_and_revokes_it()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        await DraftAsync(world, jury, enrolment, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated);
        var id = (await ReadAsync(world.Manager, jury)).UnderWay!.Id;
        (await SealAsync(jury.President, jury, id)).Value.Number.ShouldBeNull();
        Task<Result<AmendmentAnswer>>? sealing = null;
        var sealedBefore = true;

        (await IssueAsync(world, jury, new OnReport(1, () => sealedBefore = Wait(sealing = Task.Run(() => SealAsync(jury.OtherPresident, jury, id)), seconds: 2)))).Value.ShouldBe(new IssuedCount(1, 0));

        sealedBefore.ShouldBeFalse();
        var amending = (await sealing.ShouldNotBeNull()).Value.Number;
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var certificate = await db.IssuedDocuments.SingleAsync(d => d.EnrolmentId == enrolment);
        (certificate.State, certificate.EndReason).ShouldBe((DocumentState.Revoked, $"Procès-verbal rectificatif {amending}"));
    }

    [Fact]
    public async Task What_was_recognised_from_a_block_withdrawn_leaves_the_ledger_with_it_and_the_documents_that_print_it_are_revoked()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)));
        var (withdrawn, kept) = (TestData.ProductionChoice.Blocks[0], TestData.ProductionChoice.Blocks[1]);
        var documents = new Dictionary<string, Guid>();
        await using (var before = await platform.Database.OpenAsync(world.TenantId))
        {
            var facts = TestData.PrintedBy(await before.IssuedDocuments.SingleAsync(d => d.EnrolmentId == enrolment));
            foreach (var block in new[] { withdrawn, kept })
            {
                var source = await before.AcquiredBlocks.AsNoTracking().SingleAsync(b => b.CandidateId == candidate && b.BlockCode == block);
                var line = await platform.RecogniseAsync(world, source, "RNCP31395", block);
                var printed = JsonSerializer.Serialize(facts with { RncpCode = "RNCP31395", Blocks = [new(line.BlockCode, line.RncpCode, line.Title, line.AcquiredOn)] }, JsonSerializerOptions.Web);
                var document = IssuedDocument.Issue(DocumentKind.Attestation, $"RECONNU-{line.Id:N}", jury.Campaign.Id, jury.SessionId, enrolment, "%PDF-1.7 essai"u8.ToArray(), printed, platform.Clock.Now, CheckCode.New());
                before.Add(document);
                documents[block] = document.Id;
            }
            await before.SaveChangesAsync();
        }

        await DraftAsync(world, jury, enrolment, withdrawn, Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.StandingBlocks().SingleAsync(b => b.CandidateId == candidate && b.CertificationCode == "RNCP31395")).BlockCode.ShouldBe(kept);
        var reason = $"Procès-verbal rectificatif {sealing.Number}";
        (await db.CounterEntries.Where(c => c.Reason == reason).CountAsync()).ShouldBe(2);
        var ended = await db.IssuedDocuments.Where(d => documents.Values.Contains(d.Id)).ToDictionaryAsync(d => d.Id);
        (ended[documents[withdrawn]].State, ended[documents[withdrawn]].EndReason).ShouldBe((DocumentState.Revoked, reason));
        ended[documents[kept]].State.ShouldBe(DocumentState.Valid, "its source stands");
    }

    [Fact]
    public async Task A_block_given_enters_the_ledger_under_the_amending_number()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync(refused: true);
        var given = TestData.ProductionChoice.Blocks[0];
        (await HeldAsync(world, candidate)).ShouldNotContain(given);

        await DraftAsync(world, jury, enrolment, given, Outcome.Validated);
        var (document, number, _) = await SealByBothAsync(world, jury);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.AcquiredBlocks.SingleAsync(b => b.CandidateId == candidate && b.BlockCode == given)).MinutesNumber.ShouldBe(number);
        var facts = JsonDocument.Parse((await db.IssuedDocuments.SingleAsync(d => d.Id == document)).Facts).RootElement;
        facts.GetProperty("Candidates")[0].GetProperty("Recommendation").GetString().ShouldBeNull("it went with the refusal");
        facts.GetProperty("Correction").GetProperty("Confirmations").EnumerateArray().Select(c => c.GetProperty("Role").GetString()!.Split(',')[0]).ShouldBe(["présidence", "vice-présidence"]);
    }

    /// <summary>Sealed by a version of the platform that said it otherwise: what is corrected is not the quorum.</summary>
    [Fact]
    public async Task The_quorum_of_a_corrected_session_is_told_in_the_words_it_was_sealed_with()
    {
        const string Former = "Règle appliquée en ce temps-là : la moitié de chaque collège.";
        var (world, jury, _, enrolment) = await SealedAsync();
        await AuditChainTests.TamperAsync(platform, $"update issued_documents set facts = (jsonb_set(facts::jsonb, '{{QuorumStatement}}', '\"{Former}\"') - 'OpenedOn' - 'ClosedOn')::text where jury_session_id = '{jury.SessionId}'");
        await DraftAsync(world, jury, enrolment, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var amending = await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId);
        JsonDocument.Parse(amending.Facts).RootElement.GetProperty("QuorumStatement").GetString().ShouldBe(Former);
    }

    [Fact]
    public async Task Amending_minutes_repeat_the_annexes_and_the_hours_of_those_they_replace()
    {
        var (world, jury, _, enrolment) = await SealedAsync(annexes: AnnexKinds.Attendance | AnnexKinds.Votes);
        var at = platform.Clock.Now;
        platform.Clock.Now = at.AddDays(2);
        await DraftAsync(world, jury, enrolment, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);
        platform.Clock.Now = at;

        await using var db = await platform.Database.OpenAsync(world.TenantId);
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
        (await platform.RunAsync<AbandonAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");

        (await SealAsync(jury.President, jury, id)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoAmendment);
        (await ReadAsync(world.Manager, jury)).UnderWay.ShouldBeNull();
        (await HeldAsync(world, candidate)).Count.ShouldBe(TestData.ProductionChoice.Blocks.Count);
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await platform.RunAsync<ReadAmendments, Result<AmendmentsView>>(foreign.Manager, u => u.ExecuteAsync(jury.SessionId))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    [Fact]
    public async Task A_session_whose_blocks_are_all_withdrawn_has_no_document_to_issue_any_more()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.All);

        (await platform.RunAsync<DraftAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, "Erreur de candidat",
            [.. TestData.ProductionChoice.Blocks.Select(b => new AmendmentChange(enrolment, b, Outcome.NotValidated, "Décision d’un autre candidat"))])))).Message.ShouldBe("");
        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.All, "a draft changes nothing");
        await SealByBothAsync(world, jury);

        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.None);
    }

    [Fact]
    public async Task Whoever_holds_a_block_from_before_is_owed_an_attestation_though_everything_is_withdrawn_and_a_block_given_later_owes_no_second_one()
    {
        var (world, jury, _, enrolment) = await SealedAsync(refused: true);
        var given = TestData.ProductionChoice.Blocks[0];
        await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)));
        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.None);
        await DraftAsync(world, jury, enrolment, given, Outcome.Validated);
        await SealByBothAsync(world, jury);
        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.None, "its attestation is replaced, from its own page");

        var (others, later, person, again) = await SealedAsync();
        await platform.AcquireAsync(others, later.Campaign, person, given);
        (await platform.RunAsync<DraftAmendment, Result>(others.Manager, u => u.ExecuteAsync(new(later.SessionId, "Erreur de candidat",
            [.. TestData.ProductionChoice.Blocks.Select(b => new AmendmentChange(again, b, Outcome.NotValidated, "Décision d’un autre candidat"))])))).Message.ShouldBe("");
        var (emptied, _, _) = await SealByBothAsync(others, later);
        (await OwedAsync(others, later)).ShouldBe(OwedScreens.All);
        await using var db = await platform.Database.OpenAsync(others.TenantId);
        (await db.IssuedDocuments.SingleAsync(d => d.Id == emptied)).Facts.ShouldContain("\"Award\":\"Attestation\",\"GlobalDecision\":\"aucun bloc validé à cette séance, attestation des blocs acquis antérieurement.\"");
    }

    [Fact]
    public async Task A_proof_entered_since_changes_nothing_in_what_the_amending_minutes_say_of_those_they_do_not_correct()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"À rectifier {Guid.NewGuid():N}");
        var enrolled = await platform.CreateEnrolmentsAsync(world, campaign, TestData.ProductionChoice, ["Aubin", "Perrin"]);
        foreach (var enrolment in enrolled) await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        var block = TestData.ProductionChoice.Blocks[0];
        (await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolled[1].Id, block, Outcome.NotValidated, "Entretien insuffisant.", null)))).Message.ShouldBe("");
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await platform.SealByBothAsync(jury)).Message.ShouldBe("");
        await platform.AcquireAsync(world, campaign, enrolled[1].CandidateId, block);

        await DraftAsync(world, jury, enrolled[0].Id, block, Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        JsonDocument.Parse((await db.IssuedDocuments.SingleAsync(d => d.Id == sealing.DocumentId)).Facts).RootElement.GetProperty("Candidates").EnumerateArray()
            .Select(c => c.GetProperty("GlobalDecision").GetString()).ShouldBe(["6 blocs validés, attestation de blocs.", "6 blocs validés, attestation de blocs."]);
    }

    private sealed class OnReport(int done, Action act) : IProgress<IssueProgress>
    {
        public void Report(IssueProgress value)
        {
            if (value.Done == done) act();
        }
    }

    private static bool Wait(Task task, int seconds) => task.Wait(TimeSpan.FromSeconds(seconds));

    private Task<Result<IssuedCount>> IssueAsync(TestWorld world, TestJury jury, IProgress<IssueProgress> progress) =>
        platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id), progress));

    private Task<OwedScreens> OwedAsync(TestWorld world, TestJury jury) => OwedScreens.ReadAsync(platform, world, jury.Campaign);

    private async Task<(TestWorld World, TestJury Jury, Guid Candidate, Guid Enrolment)> SealedAsync(bool refused = false, AnnexKinds annexes = AnnexKinds.None)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"À rectifier {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        if (refused) (await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated, "Entretien insuffisant.", "Reprendre le bloc.")))).Message.ShouldBe("");
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        foreach (var president in new[] { jury.President, jury.OtherPresident }) (await platform.RunAsync<SealSession, Result<SealAnswer>>(president, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password, annexes)))).Message.ShouldBe("");
        return (world, jury, enrolment.CandidateId, enrolment.Id);
    }

    private Task<Result> DraftAsync(TestWorld world, TestJury jury, Guid enrolment, string block, Outcome after) =>
        platform.RunAsync<DraftAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, "Erreur de saisie", [new(enrolment, block, after, "Inversion de deux lignes")])));

    private async Task<AmendmentAnswer> SealByBothAsync(TestWorld world, TestJury jury)
    {
        var id = (await ReadAsync(world.Manager, jury)).UnderWay!.Id;
        await SealAsync(jury.President, jury, id);
        var answer = await SealAsync(jury.OtherPresident, jury, id);
        answer.Message.ShouldBe("");
        return answer.Value;
    }

    private Task<Result<AmendmentAnswer>> SealAsync(Membership who, TestJury jury, Guid amendment, string password = TestData.Password) =>
        platform.RunAsync<SealAmendment, Result<AmendmentAnswer>>(who, u => u.ExecuteAsync(new(jury.SessionId, amendment, password)));

    private async Task<JurySessionLine> LineAsync(Membership who, TestJury jury) => (await platform.RunAsync<ReadMySessions, Result<IReadOnlyList<JurySessionLine>>>(who, u => u.ExecuteAsync())).Value.Single(l => l.Id == jury.SessionId);

    private async Task<AmendmentsView> ReadAsync(Membership who, TestJury jury) => (await platform.RunAsync<ReadAmendments, Result<AmendmentsView>>(who, u => u.ExecuteAsync(jury.SessionId))).Value;

    private async Task<IReadOnlyList<string>> HeldAsync(TestWorld world, Guid candidate)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.StandingBlocks().Where(b => b.CandidateId == candidate).Select(b => b.BlockCode).ToListAsync();
    }
}
