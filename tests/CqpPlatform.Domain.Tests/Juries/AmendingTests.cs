using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

public class AmendingTests
{
    private static readonly DateTimeOffset Now = new(2021, 12, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Candidate = Guid.NewGuid(), President = Guid.NewGuid(), Vice = Guid.NewGuid();
    private static readonly Signatory By = new(Guid.NewGuid(), "MOREL Hélène");
    private static readonly JuryRule Rule = new("Deux collèges", [new(College.Employees, 1, "salariés"), new(College.Employers, 1, "employeurs")], true, JuryPresidency.Simple, JuryMajority.Absolute, CastingVote: false);

    [Fact]
    public void Only_sealed_minutes_are_amended_one_correction_at_a_time()
    {
        var session = Decided();
        Amend(session).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NotSealed);
        session.Seal("X-2021-PV-00001", Now);
        Amend(session).Succeeded.ShouldBeTrue();
        Amend(session).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AmendmentUnderWay);
        session.AbandonAmendment(Now).Succeeded.ShouldBeTrue();
        session.AbandonAmendment(Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoAmendment);
        Amend(session).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_correction_says_why_and_changes_something()
    {
        var session = Sealed();
        session.Amend(" ", [Change()], By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AmendmentReason);
        session.Amend("Erreur", [], By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NothingAmended);
        session.Amend("Erreur", [Change(), Change()], By, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NothingAmended);
        session.Amend("Erreur", [Change(Outcome.Validated)], By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("amendment-same");
        session.Amend("Erreur", [Change(motive: " ")], By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("amendment-motive");
        session.Amend("Erreur", [Change(block: "BC09")], By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("block-not-to-decide");
    }

    [Fact]
    public void Two_persons_confirm_never_one_twice_and_nobody_else()
    {
        var session = Sealed();
        session.ConfirmAmendment(President, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoAmendment);
        Amend(session);
        session.ConfirmAmendment(Guid.NewGuid(), Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.PresidentMustAmend);
        session.ConfirmAmendment(President, Now).Succeeded.ShouldBeTrue();
        session.ConfirmAmendment(President, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AmendmentConfirmed);
        session.AmendmentConfirmationsMissing(Rule).ShouldBe([College.Employers]);
        session.ConfirmAmendment(Vice, Now.AddHours(1)).Succeeded.ShouldBeTrue();
        session.AmendmentConfirmationsMissing(Rule).ShouldBeEmpty();
        session.SealAmendment("X-2021-PV-00002", Now.AddHours(1)).Confirmations
            .ShouldBe([(session.Members[0].Id, Now), (session.Members[1].Id, Now.AddHours(1))]);
    }

    [Fact]
    public void The_decision_that_was_sealed_stays_and_the_one_to_read_is_the_correction_s()
    {
        var session = Sealed();
        Amend(session);
        session.DecisionsInForce.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Validated, "a draft changes nothing");
        session.SealAmendment("X-2021-PV-00002", Now);

        session.Decisions.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Validated);
        session.DecisionsInForce.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.NotValidated);
        session.DecisionsInForce[0].Motive.ShouldBe("Inversion de deux lignes");
        session.DecisionsInForce[0].Given().ShouldBeNull("the jury voted on the other decision");
        session.Decisions[0].Given().ShouldBe(new Vote(2, 0, 0));
        (session.DecisionsInForce[0].HowGiven(), session.Decisions[0].HowGiven()).ShouldBe(("rectifiée, sans nouveau vote", "unanimité, 2 voix"));
        (session.MinutesNumber, session.MinutesNumberInForce).ShouldBe(("X-2021-PV-00001", "X-2021-PV-00002"));
    }

    [Fact]
    public void A_second_correction_starts_from_the_first_and_does_not_give_back_what_was_withdrawn()
    {
        var session = Sealed();
        Amend(session);
        session.SealAmendment("X-2021-PV-00002", Now);

        session.Amend("Erreur", [Change(Outcome.NotValidated)], By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("amendment-same");
        session.Amend("Erreur", [Change(Outcome.Validated)], By, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("amendment-withdrawn");
        session.Amend("Erreur", [Change(Outcome.Adjourned)], By, Now).Value.Changes.ShouldHaveSingleItem().Before.ShouldBe(Outcome.NotValidated);
        session.SealAmendment("X-2021-PV-00003", Now.AddDays(1));
        session.DecisionsInForce.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Adjourned);
    }

    [Fact]
    public void A_decision_read_as_it_was_voted_again_has_its_vote_back()
    {
        var session = Sealed(Outcome.Adjourned);
        Amend(session);
        session.SealAmendment("X-2021-PV-00002", Now);
        session.DecisionsInForce.ShouldHaveSingleItem().Given().ShouldBeNull();
        session.Amend("Erreur", [Change(Outcome.Adjourned)], By, Now).Message.ShouldBe("");
        session.SealAmendment("X-2021-PV-00003", Now.AddDays(1));

        session.DecisionsInForce.ShouldHaveSingleItem().Given().ShouldBe(new Vote(2, 0, 0));
    }

    [Fact]
    public void A_block_given_leaves_behind_the_advice_that_went_with_its_refusal()
    {
        var session = Sealed(Outcome.NotValidated, "Reprendre le bloc");
        session.Amend("Erreur", [Change(Outcome.Adjourned)], By, Now).Message.ShouldBe("");
        session.SealAmendment("X-2021-PV-00002", Now);
        session.DecisionsInForce.ShouldHaveSingleItem().Recommendation.ShouldBe("Reprendre le bloc", "the block is still to be taken again");
        session.Amend("Erreur", [Change(Outcome.Validated)], By, Now).Message.ShouldBe("");
        session.SealAmendment("X-2021-PV-00003", Now.AddDays(1));

        session.DecisionsInForce.ShouldHaveSingleItem().Recommendation.ShouldBeNull();
        session.Decisions.ShouldHaveSingleItem().Recommendation.ShouldBe("Reprendre le bloc");
    }

    [Fact]
    public void A_correction_waits_for_each_of_those_who_presided_until_they_have_confirmed_it()
    {
        var session = Sealed();
        session.AmendmentAwaits(President).ShouldBeFalse();
        Amend(session);
        (session.AmendmentAwaits(President), session.AmendmentAwaits(Vice), session.AmendmentAwaits(Guid.NewGuid()), session.AmendmentAwaits(null)).ShouldBe((true, true, false, false));
        session.ConfirmAmendment(President, Now);
        (session.AmendmentAwaits(President), session.AmendmentAwaits(Vice)).ShouldBe((false, true));
    }

    [Fact]
    public void Whoever_has_still_to_confirm_the_seal_is_told_who_did_and_nobody_else()
    {
        var session = Decided();
        session.ConfirmedBefore(Vice).ShouldBeNull();
        session.Confirm(President, AnnexKinds.Votes, Now).Message.ShouldBe("");
        session.ConfirmedBefore(Vice).ShouldNotBeNull().Name.ShouldBe("COSSON Béatrice");
        (session.ConfirmedBefore(President), session.ConfirmedBefore(Guid.NewGuid()), session.ConfirmedBefore(null)).ShouldBe((null, null, null));
        session.Annexes.ShouldBe(AnnexKinds.Votes);
        session.UndoDecision(Candidate, "BC01").Message.ShouldBe("");
        session.ConfirmedBefore(Vice).ShouldBeNull("a change takes the confirmations back");
    }

    private static AmendmentChange Change(Outcome after = Outcome.NotValidated, string block = "BC01", string motive = "Inversion de deux lignes") => new(Candidate, block, after, motive);

    private static Result<MinutesAmendment> Amend(JurySession session) => session.Amend("Erreur de saisie", [Change()], By, Now);

    private static JurySession Decided(Outcome outcome = Outcome.Validated, string? advice = null)
    {
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ContinuingEducation], new DateOnly(2021, 12, 9), "Paris");
        session.Seat(new("Cosson", "Béatrice", College.Employees, "présidente", IsPresident: true, President, null, null));
        session.Seat(new("Nogaret", "Alain", College.Employers, "vice-président", IsPresident: false, Vice, null, null, IsVicePresident: true));
        session.Open(Rule, 0, [], session.Date, Now).Message.ShouldBe("");
        foreach (var member in session.Members) session.Attend(member.Id, Presence.Present, null, QuorumRule.Default);
        session.Decide(Rule, QuorumRule.Default, Candidate, "BC01", ["BC01"], new(ProposalOutcome.Validated, ""), new(outcome, outcome == Outcome.Validated ? null : "Dossier incomplet", advice, null), By, Now).Message.ShouldBe("");
        return session;
    }

    private static JurySession Sealed(Outcome outcome = Outcome.Validated, string? advice = null)
    {
        var session = Decided(outcome, advice);
        session.Seal("X-2021-PV-00001", Now);
        return session;
    }
}
