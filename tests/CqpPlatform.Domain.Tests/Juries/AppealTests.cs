using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

public class AppealTests
{
    private static readonly DateTimeOffset Now = new(2021, 12, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Told = new(2021, 12, 10), Today = new(2022, 3, 1);
    private static readonly Guid Candidate = Guid.NewGuid();
    private static readonly Signatory By = new(Guid.NewGuid(), "MOREL Hélène");
    private static readonly JuryRule Rule = new("Un collège", [new(College.QualifiedPersons, 1, "personne qualifiée")], false, JuryPresidency.QualifiedPerson, JuryMajority.Absolute, CastingVote: false);

    [Fact]
    public void An_appeal_contests_a_block_that_was_refused_or_adjourned_once_the_results_are_told()
    {
        var session = Sealed();
        File(session, told: false).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.ResultsNotTold);
        File(session, blocks: []).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.BlocksUnsaid);
        File(session, blocks: ["BC3"]).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-block", "it was validated");
        File(session, blocks: ["BC9"]).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-block");
        File(session, blocks: ["BC2", "BC1"]).Value.Blocks.ShouldBe(["BC1", "BC2"]);
    }

    [Fact]
    public void It_says_who_asks_when_it_was_received_and_why_all_at_once()
    {
        var session = Sealed();
        Appeal.File(session, Told, [], new(Candidate, ["BC1"], AppealAsker.Representative, " ", null, ""), Today, By, Now).Errors
            .ShouldBe([AppealErrors.RepresentativeUnsaid, AppealErrors.ReceivedUnsaid, AppealErrors.GroundUnsaid]);
        File(session, received: Today.AddDays(1)).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.ReceivedLater);
        File(session, received: Told.AddDays(-1)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-received-before");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void It_is_in_time_up_to_the_last_day_of_the_delay_its_session_opened_with(int after, bool late) =>
        File(Sealed(), received: Told.AddDays(after)).Value.IsLate.ShouldBe(late);

    [Fact]
    public void A_block_is_contested_once_unless_the_first_appeal_was_given_up()
    {
        var session = Sealed();
        var first = File(session).Value;
        File(session, others: [first]).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-twice");
        session.Uncontested(Candidate, [first]).ShouldBe(["BC2"]);
        first.Withdraw("Renonce", null, Now).Succeeded.ShouldBeTrue();
        session.Uncontested(Candidate, [first]).ShouldBe(["BC1", "BC2"]);
        var second = File(session, others: [first]);
        second.Succeeded.ShouldBeTrue();
        first.TakeBack(null, [first, second.Value], Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-twice", "another one stands in its place");
    }

    [Fact]
    public void What_is_answered_has_its_reason_and_can_be_taken_back()
    {
        var appeal = File(Sealed()).Value;
        appeal.TakeBack(null, [appeal], Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.NothingToTakeBack);
        appeal.Dismiss(" ", Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.ReasonUnsaid);
        appeal.Dismiss("Sans objet", Now).Succeeded.ShouldBeTrue();
        appeal.Dismiss("Encore", Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.Answered);
        appeal.Withdraw("Renonce", null, Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.Answered);
        appeal.TakeBack(null, [appeal], Now).Succeeded.ShouldBeTrue();
        (appeal.State, appeal.Reason, appeal.AnsweredAt).ShouldBe((AppealState.Filed, null, null));
    }

    [Fact]
    public void A_late_one_is_heard_only_with_a_reason_and_only_by_a_session_that_is_to_open()
    {
        var session = Sealed();
        var late = File(session, received: Told.AddDays(80)).Value;
        var review = JurySession.ConveneForAppeals(session, new(2022, 3, 15), "Paris");
        late.Refer(session, review, null, Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.LateReason);
        late.Refer(session, session, "Courrier égaré", Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AlreadyOpen);
        late.Refer(session, review, "Courrier égaré", Now).Succeeded.ShouldBeTrue();
        (late.State, late.ReviewSessionId).ShouldBe((AppealState.Referred, review.Id));
    }

    [Fact]
    public void It_leaves_a_session_that_has_decided_nothing_about_it_and_stays_once_decided()
    {
        var session = Sealed();
        var appeal = File(session).Value;
        var review = Review(session, appeal);
        appeal.Withdraw("Renonce", review, Now).Succeeded.ShouldBeTrue();
        appeal.ReviewSessionId.ShouldBeNull();

        var other = File(session).Value;
        var second = Review(session, other);
        Decide(second, "BC1", Outcome.Validated);
        other.TakeBack(second, [other], Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.DecidedAlready);
        second.UndoDecision(Candidate, "BC1");
        other.TakeBack(second, [other], Now).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Outcome.Validated, true)]
    [InlineData(Outcome.NotValidated, false)]
    public void The_session_it_was_sent_to_settles_it_with_its_seal(Outcome outcome, bool changed)
    {
        var session = Sealed();
        var appeal = File(session).Value;
        var review = Review(session, appeal);
        Decide(review, "BC1", outcome);
        review.Seal("X-2022-PV-00001", Now);
        appeal.Settle(review, Now);
        (appeal.State, appeal.Changed).ShouldBe((AppealState.Settled, changed));
        appeal.TakeBack(review, [appeal], Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.Settled);
        appeal.Dismiss("Trop tard", Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.Settled);
        session.Contestable(Candidate).ShouldBe(["BC1", "BC2"], "what was sealed stays as it was");
    }

    [Fact]
    public void One_decision_of_a_block_is_in_force_whether_its_minutes_are_corrected_or_a_jury_judges_it_again()
    {
        var session = Sealed();
        var appeal = File(session).Value;
        Appeal.LetCorrect([appeal], [(Candidate, "BC1")]).Succeeded.ShouldBeTrue("no jury has it yet");
        var review = Review(session, appeal);
        Appeal.LetCorrect([appeal], [(Candidate, "BC2"), (Guid.NewGuid(), "BC1")]).Succeeded.ShouldBeTrue("another block, another candidate");
        Appeal.LetCorrect([appeal], [(Candidate, "BC2"), (Candidate, "BC1")]).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-before-jury");
        Decide(review, "BC1", Outcome.NotValidated);
        review.Seal("X-2022-PV-00001", Now);
        appeal.Settle(review, Now);
        Appeal.LetCorrect([appeal], [(Candidate, "BC1")]).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-judged-again");

        var other = File(session, blocks: ["BC2"]).Value;
        session.Amend("Erreur de saisie", [new(Candidate, "BC2", Outcome.Validated, "Inversion")], By, Now).Message.ShouldBe("");
        session.SealAmendment("X-2021-PV-00002", Now);
        other.Refer(session, JurySession.ConveneForAppeals(session, new(2022, 3, 15), "Paris"), null, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-block-given");
    }

    [Fact]
    public void The_session_that_judges_again_comes_after_the_one_contested()
    {
        var session = Sealed();
        File(session).Value.Refer(session, JurySession.ConveneForAppeals(session, session.Date, "Paris"), null, Now).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.SessionBefore(session.Date));
        var review = JurySession.ConveneForAppeals(session, session.Date.AddDays(1), "Paris");
        File(session).Value.Refer(session, review, null, Now).Succeeded.ShouldBeTrue();
        review.Reschedule(session.Date, "Paris", session.Date).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.SessionBefore(session.Date));
        review.Reschedule(session.Date, "Paris").Succeeded.ShouldBeTrue("it judges nothing again");
    }

    [Fact]
    public void A_session_whose_appeals_were_all_given_up_ends_whatever_its_quorum()
    {
        var session = Sealed();
        var appeal = File(session).Value;
        var review = Review(session, appeal);
        review.MayBePostponed(Rule, QuorumRule.Default, 1).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.QuorumThere);
        appeal.Withdraw("Renonce", review, Now).Succeeded.ShouldBeTrue();
        review.Postpone(Rule, QuorumRule.Default, 0, "X-2022-PV-00001", Now);
        (review.Status, review.EndedWithoutAppeal).ShouldBe((JurySessionStatus.Postponed, true));
        Opened(JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], session.Date, "Paris"), seat: true).MayBePostponed(Rule, QuorumRule.Default, 0).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.QuorumThere, "a campaign's session waits for its candidates");
    }

    [Fact]
    public void The_delay_runs_from_the_moment_the_results_were_really_told()
    {
        Sealed().ResultsToldAt(Now).ShouldBe(Now, "at the seal");
        var kept = Decided();
        kept.HoldResults(Now.AddDays(3), Now);
        kept.Seal("X", Now);
        kept.ResultsToldAt(Now.AddDays(2)).ShouldBeNull();
        kept.ResultsToldAt(Now.AddDays(4)).ShouldBe(Now.AddDays(3), "at their hour");
        var released = Decided();
        released.HoldResults(null, Now);
        released.Seal("X", Now);
        released.ReleaseResults(Now.AddDays(7)).Succeeded.ShouldBeTrue();
        released.ResultsToldAt(Now.AddDays(9)).ShouldBe(Now.AddDays(7), "when they were let go, not when they were sealed");
        var early = Decided();
        early.HoldResults(Now.AddMinutes(5), Now.AddHours(-1));
        early.Seal("X", Now.AddHours(1));
        early.ResultsToldAt(Now.AddHours(2)).ShouldBe(Now.AddHours(1), "an hour that passed before the seal told nothing");
    }

    private static Result<Appeal> File(JurySession session, string[]? blocks = null, DateOnly? received = null, bool told = true, IReadOnlyCollection<Appeal>? others = null) =>
        Appeal.File(session, told ? Told : null, others ?? [], new(Candidate, blocks ?? ["BC1"], AppealAsker.Candidate, null, received ?? Told, "Notation contestée"), Today, By, Now);

    private static JurySession Review(JurySession contested, Appeal appeal)
    {
        var review = JurySession.ConveneForAppeals(contested, new(2022, 3, 15), "Paris");
        appeal.Refer(contested, review, null, Now).Message.ShouldBe("");
        return Opened(review);
    }

    private static JurySession Opened(JurySession session, bool seat = false)
    {
        if (seat) session.Seat(new("Cosson", "Béatrice", College.QualifiedPersons, "présidente", IsPresident: true, null, null, null));
        session.Open(Rule, 0, [], session.Date, Now).Message.ShouldBe("");
        foreach (var member in session.Members) session.Attend(member.Id, Presence.Present, null, QuorumRule.Default);
        return session;
    }

    [Fact]
    public void A_session_for_appeals_gives_a_document_for_what_it_validates_and_another_one_whatever_it_decides()
    {
        Decided().GivesDocumentTo(Candidate).ShouldBeTrue();
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var review = JurySession.ConveneForAppeals(Sealed(), new(2022, 2, 10), "Paris");
            Opened(review);
            Decide(review, "BC1", outcome);
            review.GivesDocumentTo(Candidate).ShouldBe(outcome == Outcome.Validated, outcome.ToString());
        }
    }

    private static JurySession Decided()
    {
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new DateOnly(2021, 12, 9), "Paris");
        Opened(session, seat: true);
        Decide(session, "BC1", Outcome.NotValidated);
        Decide(session, "BC2", Outcome.Adjourned);
        Decide(session, "BC3", Outcome.Validated);
        return session;
    }

    private static JurySession Sealed()
    {
        var session = Decided();
        session.Seal("X-2021-PV-00001", Now);
        return session;
    }

    private static void Decide(JurySession session, string block, Outcome outcome) =>
        session.Decide(Rule, QuorumRule.Default, Candidate, block, ["BC1", "BC2", "BC3"], new(ProposalOutcome.ToDeliberate, ""), new(outcome, "Motif", null, null), By, Now).Message.ShouldBe("");
}
