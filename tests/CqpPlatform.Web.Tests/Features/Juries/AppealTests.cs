using Bunit;
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
using Microsoft.EntityFrameworkCore;
using SessionHeader = CqpPlatform.Web.Features.Juries.Components.SessionHeader;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class AppealTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly string Refused = TestData.ProductionChoice.Blocks[0];
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task A_block_refused_is_deliberated_again_by_a_session_of_its_own_and_the_ledger_and_the_certificate_follow()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        await IssueAsync(world, jury);
        (await RecordAsync(world.Manager, jury, enrolment)).Message.ShouldBe("");
        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Filed, null));
        (await platform.RunAsync<ReferAppeal, Result<Guid>>(world.Manager, async u => await u.ExecuteAsync(new(jury.SessionId, (await ReadAsync(world, jury)).Appeals[0].Id, null, null, " ")))).Errors.ShouldBe([AppealErrors.DateUnsaid, AppealErrors.PlaceUnsaid]);
        await platform.ForceStatusAsync(world, jury.Campaign.Id, CampaignStatus.Closed);

        var review = await ReferAsync(world, jury);
        var convened = (await platform.RunAsync<ReadCampaignJury, Result<CampaignJuryView>>(world.Manager, u => u.ExecuteAsync(jury.Campaign.Id))).Value.Juries.Single(j => j.ForAppeals);
        (convened.SessionId, convened.Candidates, convened.Gaps.Count).ShouldBe((review.SessionId, 1, 0), "one appeal, and the seats of the session it contests");
        (await platform.TasksAsync(world, jury.Campaign)).ShouldContain(i => i.Title == "Envoyer les convocations au jury" && i.Meta.Contains("recours"), "work, though the campaign is closed");
        await OpenAsync(world, review);
        var row = (await platform.RunAsync<ReadSession, Result<SessionView>>(review.President, u => u.ExecuteAsync(review.SessionId))).Value.Candidates.ShouldHaveSingleItem();
        row.Cells.Where(c => c.State == CellState.Proposed).Select(c => c.Code).ShouldBe([Refused]);
        row.Cells.Count(c => c.State == CellState.Acquired).ShouldBe(TestData.ProductionChoice.Blocks.Count - 1);
        var file = (await platform.RunAsync<ReadCandidateFile, Result<CandidateFileView>>(review.President, u => u.ExecuteAsync(review.SessionId, enrolment))).Value;
        file.Appeal!.Former.ShouldHaveSingleItem().ShouldBe(new FormerDecision(Refused, Outcome.NotValidated, "Entretien insuffisant.", file.Appeal.Letters.ShouldHaveSingleItem().Contested));
        (await DecideAsync(review, enrolment, TestData.ProductionChoice.Blocks[1], Outcome.NotValidated)).Errors.ShouldHaveSingleItem().Code.ShouldBe("block-not-to-decide", "what is not contested stays");
        (await DecideAsync(review, enrolment, Refused, Outcome.Validated)).Message.ShouldBe("");
        await KeepAsync(world, review.SessionId);
        var number = (await platform.SealByBothAsync(review)).Value.Number;

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.StandingBlocks().SingleAsync(b => b.CandidateId == candidate && b.BlockCode == Refused)).MinutesNumber.ShouldBe(number);
        (await db.Set<BlockDecision>().SingleAsync(d => d.SessionId == jury.SessionId && d.EnrolmentId == enrolment && d.BlockCode == Refused)).Outcome.ShouldBe(Outcome.NotValidated, "what was sealed is not rewritten");
        var minutes = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == review.SessionId && d.Kind == DocumentKind.Minutes);
        minutes.Facts.ShouldContain($"contre le procès-verbal {await NumberAsync(db, jury)} ({Refused})");
        minutes.Facts.ShouldContain("décision réformée");
        (await OfCandidateAsync(world.Manager, candidate)).ShouldBe((AppealState.Settled, true));
        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Referred, null), "the organisation learns it at the hour of this session");
        (await platform.RunAsync<ReleaseResults, Result>(world.Manager, u => u.ExecuteAsync(new(review.SessionId)))).Message.ShouldBe("");
        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Settled, true));
        (await IssueAsync(world, jury)).ShouldBe(new IssuedCount(1, 0));
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == review.SessionId)).Body.ShouldContain("Après votre recours, le jury a validé tous les blocs");
        var figures = (await platform.RunAsync<ReadFigures, Result<FiguresView>>(world.Manager, u => u.ExecuteAsync(new()))).Value.Outcomes[0].Lines.Single(l => l.Label == jury.Campaign.Name);
        (figures.Presented, figures.Certified).ShouldBe((1, 1), "judged twice, counted once");
        var story = (await platform.RunAsync<ReadCandidateTimeline, Result<Timeline>>(world.Manager, u => u.ExecuteAsync(candidate))).Value.Acts.Select(a => a.Title).ToList();
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
        (await platform.SealByBothAsync(review)).Message.ShouldBe("");

        (await OfCandidateAsync(world.Secretary, candidate)).ShouldBe((AppealState.Settled, false));
        (await IssueAsync(world, jury)).ShouldBe(new IssuedCount(0, 0));
        var view = await ReadAsync(world, jury);
        view.Candidates.ShouldBeEmpty();
        (await platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, view.Appeals[0].Id)))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.Settled);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == review.SessionId && d.Kind == DocumentKind.Minutes)).Facts.ShouldContain("décision maintenue");
        (await db.OutboxMails.SingleAsync(m => m.ResultsOf == jury.SessionId)).Body.ShouldContain($"contester la décision sur {Refused}");
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
        (await platform.RunAsync<AbandonAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await DraftAsync(world, jury, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-before-jury");

        var id = (await ReadAsync(world, jury)).Appeals[0].Id;
        (await platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id)))).Message.ShouldBe("");
        (await DraftAsync(world, jury, enrolment)).Message.ShouldBe("");
        (await SealCorrectionAsync(world, jury, jury.President)).Message.ShouldBe("");
        (await SealCorrectionAsync(world, jury, jury.OtherPresident)).Message.ShouldBe("");
        (await TrySendAsync(world.Manager, jury, id, null)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-block-given");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.AcquiredBlocks.CountAsync(b => b.CandidateId == candidate && b.BlockCode == Refused)).ShouldBe(1);
        (await platform.RunAsync<WithdrawAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, "Sans objet")))).Message.ShouldBe("");
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
        (await platform.SealByBothAsync(second)).Message.ShouldBe("");
        var again = (await RecordAsync(world.Manager, second, enrolment)).Value;
        var first = (await RecordAsync(world.Manager, jury, enrolment, block: other)).Value;
        var third = jury with { SessionId = (await TrySendAsync(world.Manager, second, again, null, new(2022, 3, 10))).Value };
        (await TrySendAsync(world.Manager, jury, first, null)).Value.ShouldBe(third.SessionId, "it joins the session that waits");
        (await RescheduleAsync(world, third, new(2022, 2, 10))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.SessionBefore(new(2022, 2, 10)), "after the last of the two");
        (await RescheduleAsync(world, third, new(2022, 2, 11))).Message.ShouldBe("");

        await OpenAsync(world, third);
        (await DecideAsync(third, enrolment, Refused, Outcome.Validated)).Message.ShouldBe("");
        (await DecideAsync(third, enrolment, other, Outcome.NotValidated)).Message.ShouldBe("");
        (await platform.SealByBothAsync(third)).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var facts = (await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == third.SessionId && d.Kind == DocumentKind.Minutes)).Facts.Replace("\\u00A0", "\u00A0").Replace("\\u202F", "\u202F");
        facts.ShouldContain($"contre le procès-verbal {await NumberAsync(db, second)} ({Refused}) : décision réformée".French());
        facts.ShouldContain($"contre le procès-verbal {await NumberAsync(db, jury)} ({other}) : décision maintenue".French());
    }

    [Fact]
    public async Task It_waits_for_the_results_to_be_told_and_is_late_after_the_delay()
    {
        var (world, jury, _, enrolment) = await SealedAsync(keep: true);
        (await RecordAsync(world.Manager, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.ResultsNotTold);
        (await ReadAsync(world, jury)).DueOn.ShouldBeNull();
        var at = platform.Clock.Now;
        platform.Clock.Now = at.AddDays(10);
        (await platform.RunAsync<ReleaseResults, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        var told = DateOnly.FromDateTime(platform.Clock.Now.UtcDateTime);
        (await ReadAsync(world, jury)).DueOn.ShouldBe(told.AddDays(60));

        platform.Clock.Now = at.AddDays(90);
        (await RecordAsync(world.Manager, jury, enrolment, told.AddDays(61))).Message.ShouldBe("");
        var late = (await ReadAsync(world, jury)).Appeals.ShouldHaveSingleItem();
        (late.IsLate, late.DueOn).ShouldBe((true, told.AddDays(60)));
        (await TrySendAsync(world.Manager, jury, late.Id, null)).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.LateReason);
        (await platform.RunAsync<DismissAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, late.Id, "Hors délai")))).Message.ShouldBe("");
        (await platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, late.Id)))).Message.ShouldBe("");
        (await TrySendAsync(world.Manager, jury, late.Id, "Courrier égaré par nos services")).Message.ShouldBe("");
        platform.Clock.Now = at;
    }

    [Fact]
    public async Task Until_the_seal_it_is_given_up_or_taken_back_and_the_session_judges_it_no_more()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        await RecordAsync(world.Manager, jury, enrolment);
        var review = await ReferAsync(world, jury);
        var id = (await ReadAsync(world, jury)).Appeals[0].Id;
        await OpenAsync(world, review);
        await DecideAsync(review, enrolment, Refused, Outcome.Validated);
        (await platform.RunAsync<WithdrawAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, "Renonce")))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.DecidedAlready);
        (await platform.RunAsync<UndoDecision, Result>(review.President, u => u.ExecuteAsync(new(review.SessionId, enrolment, Refused)))).Message.ShouldBe("");
        (await PutOffAsync(world, review)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.QuorumThere);
        (await platform.RunAsync<WithdrawAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, "Renonce")))).Message.ShouldBe("");

        var emptied = (await platform.RunAsync<ReadSession, Result<SessionView>>(world.Manager, u => u.ExecuteAsync(review.SessionId))).Value;
        (emptied.WithoutAppeal, Ends(emptied)).ShouldBe((true, true));
        var ended = await PutOffAsync(world, review);
        ended.Message.ShouldBe("", "a session that has nothing left to judge ends, quorum or not");
        var over = (await platform.RunAsync<ReadSession, Result<SessionView>>(world.Manager, u => u.ExecuteAsync(review.SessionId))).Value;
        (over.EndedWithoutAppeal, Ends(over)).ShouldBe((true, false));
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var facts = (await db.IssuedDocuments.SingleAsync(d => d.Id == ended.Value)).Facts;
        facts.ShouldContain("retirés ou repris");
        facts.ShouldContain("Le quorum est atteint");
        (await RecordAsync(world.Manager, jury, enrolment)).Succeeded.ShouldBeTrue("what was given up may be asked again");
        (await platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id)))).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-twice");
    }

    [Fact]
    public async Task An_appeal_before_a_session_put_off_waits_for_another_one()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        await RecordAsync(world.Manager, jury, enrolment);
        var review = await ReferAsync(world, jury);
        await OpenAsync(world, review, Presence.Excused);
        (await PutOffAsync(world, review)).Message.ShouldBe("");

        var waiting = (await ReadAsync(world, jury)).Appeals[0];
        (waiting.State, waiting.Review).ShouldBe((AppealState.Filed, null));
        (await TrySendAsync(world.Manager, jury, waiting.Id, null)).Value.ShouldNotBe(review.SessionId);
    }

    [Fact]
    public async Task Only_the_certifier_answers_and_another_certifiers_appeal_is_unknown()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        var (_, other, _, _) = await SealedAsync();
        await RecordAsync(world.Manager, jury, enrolment);
        var id = (await ReadAsync(world, jury)).Appeals[0].Id;
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);

        (await RecordAsync(jury.President, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await RecordAsync(foreign.Manager, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await TrySendAsync(foreign.Manager, jury, id, null)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await TrySendAsync(world.Manager, other, id, null)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound, "an appeal is answered from the session it contests");
        var day = (await ReadAsync(world, jury)).Date;
        (await platform.RunAsync<ReferAppeal, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, null, day, "Paris")))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.SessionBefore(day), "not on its day either");
        (await RecordAsync(world.Manager, other, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-block", "that session judged somebody else");
    }

    /// <summary>What the certifier is offered at the head of the session.</summary>
    private static bool Ends(SessionView session)
    {
        using var page = new BunitContext { JSInterop = { Mode = JSRuntimeMode.Loose } };
        return page.Render<SessionHeader>(p => p.Add(h => h.Session, session)).FindAll("button.link").Any(b => b.TextContent == "Terminer la séance");
    }

    private async Task<(TestWorld World, TestJury Jury, Guid Candidate, Guid Enrolment)> SealedAsync(bool keep = false, string? alsoRefused = null)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Recours {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        await DecideAsync(jury, enrolment.Id, Refused, Outcome.NotValidated);
        if (alsoRefused is not null) await DecideAsync(jury, enrolment.Id, alsoRefused, Outcome.NotValidated);
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        if (keep) await KeepAsync(world, jury.SessionId);
        (await platform.SealByBothAsync(jury)).Message.ShouldBe("");
        return (world, jury, enrolment.CandidateId, enrolment.Id);
    }
    private Task<Result> KeepAsync(TestWorld world, Guid session) => platform.RunAsync<KeepResults, Result>(world.Manager, u => u.ExecuteAsync(new(session, null, null)));

    private Task<Result<Guid>> RecordAsync(Membership who, TestJury jury, Guid enrolment, DateOnly? received = null, string? block = null) => platform.RunAsync<RecordAppeal, Result<Guid>>(who, u => u.ExecuteAsync(
        new(jury.SessionId, enrolment, [block ?? Refused], AppealAsker.Candidate, null, received ?? DateOnly.FromDateTime(platform.Clock.Now.UtcDateTime), "L’entretien a été écourté.")));

    private Task<Result<Guid>> TrySendAsync(Membership who, TestJury jury, Guid appeal, string? reason, DateOnly? date = null) =>
        platform.RunAsync<ReferAppeal, Result<Guid>>(who, u => u.ExecuteAsync(new(jury.SessionId, appeal, reason, date ?? new(2022, 2, 10), "10 rue Auber, 75009 Paris")));

    private Task<Result> RescheduleAsync(TestWorld world, TestJury jury, DateOnly day) => platform.RunAsync<RescheduleJury, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, day, "Paris")));
    private Task<Result<Guid>> PutOffAsync(TestWorld world, TestJury jury) => platform.RunAsync<PostponeSession, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)));

    private Task<Result> DraftAsync(TestWorld world, TestJury jury, Guid enrolment) =>
        platform.RunAsync<DraftAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, "Erreur de saisie", [new(enrolment, Refused, Outcome.Validated, "Inversion de deux lignes")])));

    private async Task<Result<AmendmentAnswer>> SealCorrectionAsync(TestWorld world, TestJury jury, Membership president)
    {
        var waiting = (await platform.RunAsync<ReadAmendments, Result<AmendmentsView>>(world.Manager, u => u.ExecuteAsync(jury.SessionId))).Value.UnderWay!;
        return await platform.RunAsync<SealAmendment, Result<AmendmentAnswer>>(president, u => u.ExecuteAsync(new(jury.SessionId, waiting.Id, TestData.Password)));
    }

    private async Task<TestJury> ReferAsync(TestWorld world, TestJury jury)
    {
        var sent = await TrySendAsync(world.Manager, jury, (await ReadAsync(world, jury)).Appeals[0].Id, null);
        sent.Message.ShouldBe("");
        return jury with { SessionId = sent.Value };
    }

    private Task OpenAsync(TestWorld world, TestJury review, Presence presence = Presence.Present) => platform.OpenSessionAsync(world, review.SessionId, presence);

    private Task<Result> DecideAsync(TestJury jury, Guid enrolment, string block, Outcome outcome) =>
        platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment, block, outcome, outcome == Outcome.Validated ? "Réentendu." : "Entretien insuffisant.")));

    private async Task<IssuedCount> IssueAsync(TestWorld world, TestJury jury) => (await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)))).Value;

    private async Task<AppealsView> ReadAsync(TestWorld world, TestJury jury) => (await platform.RunAsync<ReadAppeals, Result<AppealsView>>(world.Manager, u => u.ExecuteAsync(jury.SessionId))).Value;

    private async Task<(AppealState, bool?)> OfCandidateAsync(Membership who, Guid candidate)
    {
        var appeal = (await platform.RunAsync<ReadCandidate, Result<CandidateFile>>(who, u => u.ExecuteAsync(candidate))).Value.Appeals.ShouldHaveSingleItem();
        return (appeal.State, appeal.Changed);
    }

    private static async Task<string> NumberAsync(Web.Data.CqpDbContext db, TestJury jury) => (await db.JurySessions.Where(s => s.Id == jury.SessionId).Select(s => s.MinutesNumber).SingleAsync())!;
}
