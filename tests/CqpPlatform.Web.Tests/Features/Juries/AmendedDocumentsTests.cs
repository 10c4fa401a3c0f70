using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Juries.Amending;
using CqpPlatform.Web.Tests.Features.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>What a correction does to the certificates and attestations, issued, being issued or owed.</summary>
public sealed class AmendedDocumentsTests(DatabaseFixture database) : AmendmentTest(database)
{
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
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
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
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var certificate = await db.IssuedDocuments.SingleAsync(d => d.EnrolmentId == enrolment);
        (certificate.State, certificate.EndReason).ShouldBe((DocumentState.Revoked, $"Procès-verbal rectificatif {amending}"));
    }

    [Fact]
    public async Task What_was_recognised_from_a_block_withdrawn_leaves_the_ledger_with_it_and_the_documents_that_print_it_are_revoked()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await Platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)));
        var (withdrawn, kept) = (TestData.ProductionChoice.Blocks[0], TestData.ProductionChoice.Blocks[1]);
        var documents = new Dictionary<string, Guid>();
        await using (var before = await Platform.Database.OpenAsync(world.TenantId))
        {
            var facts = TestData.PrintedBy(await before.IssuedDocuments.SingleAsync(d => d.EnrolmentId == enrolment));
            foreach (var block in new[] { withdrawn, kept })
            {
                var source = await before.AcquiredBlocks.AsNoTracking().SingleAsync(b => b.CandidateId == candidate && b.BlockCode == block);
                var line = await Platform.RecogniseAsync(world, source, "RNCP31395", block);
                var printed = JsonSerializer.Serialize(facts with { RncpCode = "RNCP31395", Blocks = [new(line.BlockCode, line.RncpCode, line.Title, line.AcquiredOn)] }, JsonSerializerOptions.Web);
                var document = IssuedDocument.Issue(DocumentKind.Attestation, $"RECONNU-{line.Id:N}", jury.Campaign.Id, jury.SessionId, enrolment, "%PDF-1.7 essai"u8.ToArray(), printed, Platform.Clock.Now, CheckCode.New());
                before.Add(document);
                documents[block] = document.Id;
            }
            await before.SaveChangesAsync();
        }

        await DraftAsync(world, jury, enrolment, withdrawn, Outcome.NotValidated);
        var sealing = await SealByBothAsync(world, jury);

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.StandingBlocks().SingleAsync(b => b.CandidateId == candidate && b.CertificationCode == "RNCP31395")).BlockCode.ShouldBe(kept);
        var reason = $"Procès-verbal rectificatif {sealing.Number}";
        (await db.CounterEntries.Where(c => c.Reason == reason).CountAsync()).ShouldBe(2);
        var ended = await db.IssuedDocuments.Where(d => documents.Values.Contains(d.Id)).ToDictionaryAsync(d => d.Id);
        (ended[documents[withdrawn]].State, ended[documents[withdrawn]].EndReason).ShouldBe((DocumentState.Revoked, reason));
        ended[documents[kept]].State.ShouldBe(DocumentState.Valid, "its source stands");
    }

    [Fact]
    public async Task A_session_whose_blocks_are_all_withdrawn_has_no_document_to_issue_any_more()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.All);

        (await Platform.RunAsync<DraftAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, "Erreur de candidat",
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
        await Platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)));
        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.None);
        await DraftAsync(world, jury, enrolment, given, Outcome.Validated);
        await SealByBothAsync(world, jury);
        (await OwedAsync(world, jury)).ShouldBe(OwedScreens.None, "its attestation is replaced, from its own page");

        var (others, later, person, again) = await SealedAsync();
        await Platform.AcquireAsync(others, later.Campaign, person, given);
        (await Platform.RunAsync<DraftAmendment, Result>(others.Manager, u => u.ExecuteAsync(new(later.SessionId, "Erreur de candidat",
            [.. TestData.ProductionChoice.Blocks.Select(b => new AmendmentChange(again, b, Outcome.NotValidated, "Décision d’un autre candidat"))])))).Message.ShouldBe("");
        var (emptied, _, _) = await SealByBothAsync(others, later);
        (await OwedAsync(others, later)).ShouldBe(OwedScreens.All);
        await using var db = await Platform.Database.OpenAsync(others.TenantId);
        (await db.IssuedDocuments.SingleAsync(d => d.Id == emptied)).Facts.ShouldContain("\"Award\":\"Attestation\",\"GlobalDecision\":\"aucun bloc validé à cette séance, attestation des blocs acquis antérieurement.\"");
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
        Platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id), progress));

    private Task<OwedScreens> OwedAsync(TestWorld world, TestJury jury) => OwedScreens.ReadAsync(Platform, world, jury.Campaign);
}
