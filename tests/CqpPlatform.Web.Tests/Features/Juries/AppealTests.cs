using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.AuditTrail;
using CqpPlatform.Web.Features.AuditTrail.OfCandidate;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Figures.ReadFigures;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Amending;
using CqpPlatform.Web.Features.Juries.Appeals;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Publication;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Features.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>What another jury decides of an appeal, and what follows: ledger, certificate, minutes, mails.</summary>
public sealed class AppealTests(DatabaseFixture database) : AppealTest(database)
{
    [Fact]
    public async Task A_document_issued_after_the_last_day_to_contest_says_so()
    {
        var (world, jury, _, _) = await SealedAsync();
        var sealedAt = Platform.Clock.Now;
        Platform.Clock.Now = sealedAt.AddDays(90);
        await IssueAsync(world, jury);
        Platform.Clock.Now = sealedAt;

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == jury.SessionId)).Body.ShouldContain($"La décision sur {Refused} pouvait être contestée jusqu’au {FrenchFormat.Date(sealedAt.AddDays(60))}.");
    }

    [Fact]
    public async Task The_mail_of_a_document_issued_after_an_appeal_does_not_invite_to_contest_that_block_again()
    {
        var other = TestData.ProductionChoice.Blocks[1];
        var (world, jury, _, enrolment) = await SealedAsync(alsoRefused: other);
        (await RecordAsync(world.Manager, jury, enrolment)).Message.ShouldBe("");
        await IssueAsync(world, jury);

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == jury.SessionId)).Body.ShouldContain($"Vous pouvez contester la décision sur {other}\u00a0:");
    }

    [Fact]
    public async Task A_block_refused_is_deliberated_again_by_a_session_of_its_own_and_the_ledger_and_the_certificate_follow()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await IssueAsync(world, jury);
        (await RecordAsync(world.Manager, jury, enrolment)).Message.ShouldBe("");
        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Filed, null));
        (await Platform.RunAsync<ReferAppeal, Result<Guid>>(world.Manager, async u => await u.ExecuteAsync(new(jury.SessionId, (await ReadAsync(world, jury)).Appeals[0].Id, null, null, " ")))).Errors.ShouldBe([AppealErrors.DateUnsaid, AppealErrors.PlaceUnsaid]);
        await Platform.ForceStatusAsync(world, jury.Campaign.Id, CampaignStatus.Closed);

        var review = await ReferAsync(world, jury);
        var convened = (await Platform.RunAsync<ReadCampaignJury, Result<CampaignJuryView>>(world.Manager, u => u.ExecuteAsync(jury.Campaign.Id))).Value.Juries.Single(j => j.ForAppeals);
        (convened.SessionId, convened.Candidates, convened.Gaps.Count).ShouldBe((review.SessionId, 1, 0), "one appeal, and the seats of the session it contests");
        (await Platform.TasksAsync(world, jury.Campaign)).ShouldContain(i => i.Title == "Envoyer les convocations au jury" && i.Meta.Contains("recours"), "work, though the campaign is closed");
        await OpenAsync(world, review);
        var row = (await Platform.RunAsync<ReadSession, Result<SessionView>>(review.President, u => u.ExecuteAsync(review.SessionId))).Value.Candidates.ShouldHaveSingleItem();
        row.Cells.Where(c => c.State == CellState.Proposed).Select(c => c.Code).ShouldBe([Refused]);
        row.Cells.Count(c => c.State == CellState.Acquired).ShouldBe(TestData.ProductionChoice.Blocks.Count - 1);
        var file = (await Platform.RunAsync<ReadCandidateFile, Result<CandidateFileView>>(review.President, u => u.ExecuteAsync(review.SessionId, enrolment))).Value;
        file.Appeal!.Former.ShouldHaveSingleItem().ShouldBe(new FormerDecision(Refused, Outcome.NotValidated, "Entretien insuffisant.", file.Appeal.Letters.ShouldHaveSingleItem().Contested));
        (await DecideAsync(review, enrolment, TestData.ProductionChoice.Blocks[1], Outcome.NotValidated)).Errors.ShouldHaveSingleItem().Code.ShouldBe("block-not-to-decide", "what is not contested stays");
        (await DecideAsync(review, enrolment, Refused, Outcome.Validated)).Message.ShouldBe("");
        await KeepAsync(world, review.SessionId);
        var number = (await Platform.SealByBothAsync(review)).Value.Number;

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.StandingBlocks().SingleAsync(b => b.CandidateId == candidate && b.BlockCode == Refused)).MinutesNumber.ShouldBe(number);
        (await db.Set<BlockDecision>().SingleAsync(d => d.SessionId == jury.SessionId && d.EnrolmentId == enrolment && d.BlockCode == Refused)).Outcome.ShouldBe(Outcome.NotValidated, "what was sealed is not rewritten");
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == review.SessionId && d.Kind == DocumentKind.Minutes);
        minutes.Facts.ShouldContain($"contre le procès-verbal {await NumberAsync(db, jury)} ({Refused})");
        minutes.Facts.ShouldContain("décision réformée");
        (await OfCandidateAsync(world.Manager, candidate)).ShouldBe((AppealState.Settled, true));
        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Referred, null), "the organisation learns it at the hour of this session");
        (await Platform.RunAsync<ReleaseResults, Result>(world.Manager, u => u.ExecuteAsync(new(review.SessionId)))).Message.ShouldBe("");
        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Settled, true));
        (await OwedScreens.ReadAsync(Platform, world, jury.Campaign)).ShouldBe(OwedScreens.All);
        (await IssueAsync(world, jury)).ShouldBe(new IssuedCount(1, 0));
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == review.SessionId)).Body.ShouldContain($"Après votre recours, le jury a validé {Refused}\u00a0: avec vos blocs déjà acquis, vous obtenez la certification.");
        var figures = (await Platform.RunAsync<ReadFigures, Result<FiguresView>>(world.Manager, u => u.ExecuteAsync(new()))).Value.Outcomes[0].Lines.Single(l => l.Label == jury.Campaign.Name);
        (figures.Presented, figures.Certified).ShouldBe((1, 1), "judged twice, counted once");
        var story = (await Platform.RunAsync<ReadCandidateTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(candidate))).Value.Acts.Select(a => a.Title).ToList();
        story.ShouldContain("Recours enregistré");
        story.ShouldContain("Recours transmis à un jury");
    }

    [Fact]
    public async Task A_decision_maintained_gives_no_other_document_and_is_contested_no_more()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        (await IssueAsync(world, jury)).ShouldBe(new IssuedCount(0, 1));
        await RecordAsync(world.Manager, jury, enrolment);
        var review = await ReferAsync(world, jury);
        await OpenAsync(world, review);
        await DecideAsync(review, enrolment, Refused, Outcome.NotValidated);
        (await Platform.SealByBothAsync(review)).Message.ShouldBe("");

        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Settled, false));
        (await OwedScreens.ReadAsync(Platform, world, jury.Campaign)).ShouldBe(OwedScreens.None);
        (await IssueAsync(world, jury)).ShouldBe(new IssuedCount(0, 0));
        var view = await ReadAsync(world, jury);
        view.Candidates.ShouldBeEmpty();
        (await Platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, view.Appeals[0].Id)))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.Settled);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == review.SessionId && d.Kind == DocumentKind.Minutes)).Facts
            .ShouldSatisfyAllConditions(f => f.ShouldContain("décision maintenue"), f => f.ShouldContain("aucun bloc validé."), f => f.ShouldContain("\"Award\":\"None\"", customMessage: "the blocks held from before are attested already"));
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == jury.SessionId)).Body.ShouldSatisfyAllConditions(b => b.ShouldContain($"contester la décision sur {Refused}"), b => b.ShouldContain($"jusqu’au {FrenchFormat.Date(view.Appeals[0].DueOn)} inclus"));
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == review.SessionId)).Body.ShouldContain($"délibéré de nouveau\u00a0: {Refused} non validé");
        (await DraftAsync(world, jury, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-judged-again", "the last decision of a block is the one that is corrected");
        (await DraftAsync(world, review, enrolment)).Message.ShouldBe("");
        foreach (var president in new[] { review.President, review.OtherPresident }) (await SealCorrectionAsync(world, review, president)).Message.ShouldBe("");
        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Settled, true), "the appeal says what the corrected minutes read");
        (await ReadAsync(world, jury)).Appeals[0].Review!.MinutesNumber.ShouldNotBe(await NumberAsync(db, review));
    }

    [Fact]
    public async Task A_block_before_another_jury_is_not_corrected_and_one_given_by_a_correction_goes_to_no_jury()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await RecordAsync(world.Manager, jury, enrolment);
        (await DraftAsync(world, jury, enrolment)).Message.ShouldBe("");
        await ReferAsync(world, jury);
        (await SealCorrectionAsync(world, jury, jury.President)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-before-jury", "sent to a jury since the draft");
        (await Platform.RunAsync<AbandonAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await DraftAsync(world, jury, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-before-jury");

        var id = (await ReadAsync(world, jury)).Appeals[0].Id;
        (await Platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id)))).Message.ShouldBe("");
        (await DraftAsync(world, jury, enrolment)).Message.ShouldBe("");
        (await SealCorrectionAsync(world, jury, jury.President)).Message.ShouldBe("");
        (await SealCorrectionAsync(world, jury, jury.OtherPresident)).Message.ShouldBe("");
        (await TrySendAsync(world.Manager, jury, id, null)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-block-given");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.AcquiredBlocks.CountAsync(b => b.CandidateId == candidate && b.BlockCode == Refused)).ShouldBe(1);
        (await Platform.RunAsync<WithdrawAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, "Sans objet")))).Message.ShouldBe("");
    }

    [Fact]
    public async Task Two_appeals_of_one_candidate_against_two_sessions_are_judged_together_and_the_minutes_tell_each()
    {
        var other = TestData.ProductionChoice.Blocks[1];
        var (world, jury, _, enrolment) = await SealedAsync(alsoRefused: other);
        await RecordAsync(world.Manager, jury, enrolment);
        var second = await ReferAsync(world, jury);
        await OpenAsync(world, second);
        await DecideAsync(second, enrolment, Refused, Outcome.NotValidated);
        (await Platform.SealByBothAsync(second)).Message.ShouldBe("");
        var again = (await RecordAsync(world.Manager, second, enrolment)).Value;
        var first = (await RecordAsync(world.Manager, jury, enrolment, block: other)).Value;
        var third = jury with { SessionId = (await TrySendAsync(world.Manager, second, again, null, new(2022, 3, 10))).Value };
        (await TrySendAsync(world.Manager, jury, first, null)).Value.ShouldBe(third.SessionId, "it joins the session that waits");
        (await RescheduleAsync(world, third, new(2022, 2, 10))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.SessionBefore(new(2022, 2, 10)), "after the last of the two");
        (await RescheduleAsync(world, third, new(2022, 2, 11))).Message.ShouldBe("");

        await OpenAsync(world, third);
        (await DecideAsync(third, enrolment, Refused, Outcome.Validated)).Message.ShouldBe("");
        (await DecideAsync(third, enrolment, other, Outcome.NotValidated)).Message.ShouldBe("");
        (await Platform.SealByBothAsync(third)).Message.ShouldBe("");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var facts = Plain((await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == third.SessionId && d.Kind == DocumentKind.Minutes)).Facts);
        facts.ShouldContain($"contre le procès-verbal {await NumberAsync(db, second)} ({Refused}) : décision réformée".French());
        facts.ShouldContain($"contre le procès-verbal {await NumberAsync(db, jury)} ({other}) : décision maintenue".French());
    }

    [Fact]
    public async Task Blocks_of_one_letter_that_fare_differently_are_told_apart_in_the_minutes_and_on_screen()
    {
        var other = TestData.ProductionChoice.Blocks[1];
        var (world, jury, candidate, enrolment) = await SealedAsync(alsoRefused: other);
        (await Platform.RunAsync<RecordAppeal, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, enrolment, [Refused, other], AppealAsker.Candidate, null, DateOnly.FromDateTime(Platform.Clock.Now.UtcDateTime), "L’entretien a été écourté.")))).Message.ShouldBe("");
        var review = await ReferAsync(world, jury);
        await OpenAsync(world, review);
        (await DecideAsync(review, enrolment, Refused, Outcome.Adjourned)).Message.ShouldBe("");
        (await DecideAsync(review, enrolment, other, Outcome.Validated)).Message.ShouldBe("");
        (await Platform.SealByBothAsync(review)).Message.ShouldBe("");

        var said = $"décision réformée pour {other}, modifiée pour {Refused}";
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        Plain((await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == review.SessionId && d.Kind == DocumentKind.Minutes)).Facts).ShouldContain($"({Refused} et {other}) : {said} ; ".French());
        var file = (await Platform.RunAsync<ReadCandidate, Result<CandidateFile>>(world.Secretary, u => u.ExecuteAsync(candidate))).Value.Appeals.ShouldHaveSingleItem();
        file.State.French(file.Judged).ShouldBe(said);
        (await ReadAsync(world, jury)).Appeals.ShouldHaveSingleItem().Judged.ShouldBe(file.Judged);
    }

    [Fact]
    public async Task Corrected_minutes_of_an_appeal_do_not_count_as_acquired_before_what_a_later_session_gave()
    {
        var (other, third) = (TestData.ProductionChoice.Blocks[1], TestData.ProductionChoice.Blocks[2]);
        var (world, jury, _, enrolment) = await SealedAsync(alsoRefused: other);
        await RecordAsync(world.Manager, jury, enrolment);
        var review = await ReferAsync(world, jury);
        await OpenAsync(world, review);
        await DecideAsync(review, enrolment, Refused, Outcome.NotValidated);
        (await Platform.SealByBothAsync(review)).Message.ShouldBe("");
        var at = Platform.Clock.Now;
        Platform.Clock.Now = at.AddHours(1);
        var appeal = (await RecordAsync(world.Manager, jury, enrolment, block: other)).Value;
        var later = jury with { SessionId = (await TrySendAsync(world.Manager, jury, appeal, null, new(2022, 3, 10))).Value };
        await OpenAsync(world, later);
        await DecideAsync(later, enrolment, other, Outcome.Validated);
        (await Platform.SealByBothAsync(later)).Message.ShouldBe("");
        Platform.Clock.Now = at;

        (await DraftAsync(world, review, enrolment)).Message.ShouldBe("");
        foreach (var president in new[] { review.President, review.OtherPresident }) (await SealCorrectionAsync(world, review, president)).Message.ShouldBe("");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var minutes = await db.IssuedDocuments.Where(d => d.JurySessionId == review.SessionId && d.Kind == DocumentKind.Minutes).OrderBy(d => d.Number).Select(d => d.Facts).ToListAsync();
        minutes.Count.ShouldBe(2);
        var acquired = minutes.ConvertAll(f => JsonDocument.Parse(f).RootElement.GetProperty("Candidates")[0].GetProperty("AlreadyAcquired").EnumerateArray().Select(b => b.GetString()).ToList());
        acquired[0].ShouldContain(third);
        acquired[1].ShouldBe(acquired[0]);
    }

    private Task<Result> RescheduleAsync(TestWorld world, TestJury jury, DateOnly day) => Platform.RunAsync<RescheduleJury, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, day, "Paris")));

    private Task<Result> DraftAsync(TestWorld world, TestJury jury, Guid enrolment) =>
        Platform.RunAsync<DraftAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, "Erreur de saisie", [new(enrolment, Refused, Outcome.Validated, "Inversion de deux lignes")])));

    private async Task<Result<AmendmentAnswer>> SealCorrectionAsync(TestWorld world, TestJury jury, Membership president)
    {
        var waiting = (await Platform.RunAsync<ReadAmendments, Result<AmendmentsView>>(world.Manager, u => u.ExecuteAsync(jury.SessionId))).Value.UnderWay!;
        return await Platform.RunAsync<SealAmendment, Result<AmendmentAnswer>>(president, u => u.ExecuteAsync(new(jury.SessionId, waiting.Id, TestData.Password)));
    }

    private async Task<IssuedCount> IssueAsync(TestWorld world, TestJury jury) => (await Platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)))).Value;

    private async Task<(AppealState, bool?)> OfCandidateAsync(Membership who, Guid candidate)
    {
        var appeal = (await Platform.RunAsync<ReadCandidate, Result<CandidateFile>>(who, u => u.ExecuteAsync(candidate))).Value.Appeals.ShouldHaveSingleItem();
        return (appeal.State, appeal.Judged.Count == 0 ? null : appeal.Judged.Any(b => b.After == Outcome.Validated));
    }

    private static string Plain(string facts) => facts.Replace("\\u00A0", "\u00A0").Replace("\\u202F", "\u202F");

    private static async Task<string> NumberAsync(Web.Data.CqpDbContext db, TestJury jury) => (await db.JurySessions.Where(s => s.Id == jury.SessionId).Select(s => s.MinutesNumber).SingleAsync())!;
}
