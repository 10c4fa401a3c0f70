using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

public class JurySessionTests
{
    private static readonly DateTimeOffset Now = new(2021, 12, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Candidate = Guid.NewGuid(), Organisation = Guid.NewGuid();
    private static readonly Proposal Favourable = new(ProposalOutcome.Validated, "");

    /// <summary>The VAE jury of the 41351: two and two, and a qualified person who presides with a casting vote.</summary>
    private static readonly JuryRule Vae = new("VAE",
        [new(College.Employees, 2, "salariés"), new(College.Employers, 2, "employeurs"), new(College.QualifiedPersons, 1, "personne qualifiée", AtLeast: true)],
        true, JuryPresidency.QualifiedPerson, JuryMajority.Absolute, CastingVote: true);

    [Fact]
    public void Routes_that_share_one_jury_word_for_word_are_judged_together()
    {
        Vae.IsSameAs(Vae with { Seats = [.. Vae.Seats] }).ShouldBeTrue();
        Vae.IsSameAs(Vae with { CastingVote = false }).ShouldBeFalse();
        Vae.IsSameAs(Vae with { Seats = [.. Vae.Seats.Skip(1)] }).ShouldBeFalse();
    }

    [Fact]
    public void At_least_one_qualified_person_lets_two_sit_but_one_college_too_many_is_refused()
    {
        var session = Composed();
        Seat(session, College.QualifiedPersons);
        JuryComposition.Check(Vae, 0, session.Members).ShouldBeEmpty();

        Seat(session, College.Experts);
        JuryComposition.Check(Vae, 0, session.Members).ShouldHaveSingleItem().Code.ShouldBe("jury-college-not-seated");
    }

    [Fact]
    public void A_tie_is_settled_by_the_president_who_votes_and_by_nobody_when_the_president_is_recused()
    {
        var session = Opened();
        var member = session.Members.First(m => m.College == College.Employees);
        session.Attend(member.Id, Presence.Excused, null, QuorumRule.Default);
        Decide(session, new Vote(2, 2, 0)).Message.ShouldBe("");
        session.Decisions[0].HowGiven().ShouldBe("2 voix pour cette décision, 2 contre, 0\u00a0abstention");

        var president = session.Members.First(m => m.IsPresident);
        session.DeclareLink(president.Id, Candidate, "Ancien employeur");
        session.Attend(member.Id, Presence.Present, null, QuorumRule.Default);
        Decide(session, new Vote(2, 2, 0)).Errors.ShouldHaveSingleItem().Code.ShouldBe("majority-missing");
    }

    [Fact]
    public void A_validated_block_takes_a_motive_where_another_outcome_or_none_was_proposed()
    {
        var session = Opened();
        Decide(session, null, new(ProposalOutcome.NotValidated, "")).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.MotiveOnDeparture);
        Decide(session, null, new(ProposalOutcome.ToDeliberate, "")).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.MotiveOnNothingProposed);
        Decide(session, null).Message.ShouldBe("");
    }

    [Fact]
    public void A_proxy_held_by_a_recused_member_carries_no_voice()
    {
        var session = Opened();
        var employers = session.Members.Where(m => m.College == College.Employers).ToList();
        session.Attend(employers[0].Id, Presence.Represented, employers[1].Id, QuorumRule.Default);
        session.VotersFor(Candidate, Vae).Count.ShouldBe(5);

        session.DeclareLink(employers[1].Id, Candidate, "Famille");

        session.VotersFor(Candidate, Vae).Count.ShouldBe(3);
        Decide(session, null).Errors.ShouldHaveSingleItem().Code.ShouldBe("quorum-missing");
    }

    [Fact]
    public void Whoever_leaves_takes_the_proxies_held_with_them()
    {
        var session = Opened();
        var employees = session.Members.Where(m => m.College == College.Employees).ToList();
        session.Attend(employees[0].Id, Presence.Represented, employees[1].Id, QuorumRule.Default);

        session.Attend(employees[1].Id, Presence.Excused, null, QuorumRule.Default);

        employees.ShouldAllBe(m => m.Presence == Presence.Excused && m.ProxyHolderId == null);
    }

    [Fact]
    public void The_organisation_s_own_representative_never_votes_on_its_candidates()
    {
        var session = Composed();
        var holder = session.Seat(new JurySeatHolder("Rochette", "Benoît", College.QualifiedPersons, "membre", false, null, Organisation, null)).Value;

        session.Open(Vae, 0, [new CandidateLinks(Candidate, Organisation, null, null, new HashSet<Guid>())], session.Date, Now).Succeeded.ShouldBeTrue();
        session.Attend(holder.Id, Presence.Present, null, QuorumRule.Default);

        session.Recusals.ShouldHaveSingleItem().Kind.ShouldBe(RecusalKind.SameOrganisation);
        session.VotersFor(Candidate, Vae).ShouldNotContain(holder);
    }

    [Fact]
    public void Two_presidents_confirm_a_paritarian_session_and_a_change_takes_it_back()
    {
        var rule = Vae with { Presidency = JuryPresidency.Paritarian };
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new DateOnly(2021, 12, 9), "Paris");
        Guid employee = Guid.NewGuid(), employer = Guid.NewGuid();
        Seat(session, College.Employees, presides: true, membership: employee);
        Seat(session, College.Employers, presides: true, membership: employer);
        Seat(session, College.Employees);
        Seat(session, College.Employers);
        Seat(session, College.QualifiedPersons);
        session.Open(rule, 0, [], session.Date, Now);
        foreach (var member in session.Members) session.Attend(member.Id, Presence.Present, null, QuorumRule.Default);

        session.Confirm(Guid.NewGuid(), AnnexKinds.None, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.PresidentMustSeal);
        session.Confirm(employee, AnnexKinds.None, Now).Succeeded.ShouldBeTrue();
        session.ConfirmationsMissing(rule).ShouldBe([College.Employers]);
        session.Confirm(employer, AnnexKinds.None, Now);
        session.ConfirmationsMissing(rule).ShouldBeEmpty();

        session.Attend(session.Members[4].Id, Presence.Excused, null, QuorumRule.Default);
        session.ConfirmationsMissing(rule).ShouldBe([College.Employees, College.Employers]);
    }

    [Fact]
    public void A_suspended_session_decides_nothing_until_it_is_resumed()
    {
        var session = Opened();
        session.Suspend(Now).Succeeded.ShouldBeTrue();
        Decide(session, null).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.Suspended);
        session.Suspend(Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.Suspended);

        session.Resume(Now.AddMinutes(20)).Succeeded.ShouldBeTrue();
        session.Pauses.ShouldHaveSingleItem().Until.ShouldBe(Now.AddMinutes(20));
        Decide(session, null).Succeeded.ShouldBeTrue();
        session.Resume(Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NotSuspended);
    }

    [Fact]
    public void Whoever_was_withdrawn_before_conflicts_were_looked_for_comes_back_only_while_the_session_is_suspended()
    {
        var session = Opened();
        var (before, since) = (session.OpenedAt!.Value.AddMinutes(-1), session.OpenedAt.Value.AddMinutes(1));
        Composed().MissedBy(before).ShouldBeNull();
        (session.MissedBy(before), session.MissedBy(since)).ShouldBe((EnrolmentErrors.JurySitsWithout, null));
        session.Suspend(since);
        session.MissedBy(before).ShouldBeNull("resuming looks for them again");
        session.Resume(since.AddMinutes(1));
        session.MissedBy(since).ShouldBe(EnrolmentErrors.JurySitsWithout);
        session.Seal("PV 2021-1-1", since.AddHours(1));
        session.MissedBy(since.AddMinutes(30)).ShouldBe(EnrolmentErrors.SealedWithout);
    }

    [Fact]
    public void Only_a_session_without_quorum_and_without_decision_is_put_off()
    {
        var session = Opened();
        session.MayBePostponed(Vae, QuorumRule.Default, 1).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.QuorumThere);
        foreach (var employer in session.Members.Where(m => m.College == College.Employers).ToList()) session.Attend(employer.Id, Presence.Excused, null, QuorumRule.Default);
        session.MayBePostponed(Vae, QuorumRule.Default, 1).Succeeded.ShouldBeTrue();

        session.Postpone(Vae, QuorumRule.Default, 1, "PV-1", Now);

        (session.Status, session.MinutesNumber, session.PostponedBecause).ShouldBe((JurySessionStatus.Postponed, "PV-1", "collège Employeurs, 0 sur 1."));
        session.Attend(session.Members[0].Id, Presence.Present, null, QuorumRule.Default).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.Postponed);
    }

    [Fact]
    public void A_statement_of_impartiality_is_due_from_each_member_who_came_and_again_once_taken_back()
    {
        var session = Opened();
        var (first, by) = (session.Members[0], new Signatory(Guid.NewGuid(), "AMRANI Camille"));
        session.Attend(session.Members[1].Id, Presence.Excused, null, QuorumRule.Default);
        session.SealingGaps(Vae, QuorumRule.Default, []).Count(g => g.Code == "statement-missing").ShouldBe(4);

        session.SignStatement(first.Id, onPaper: false, by, Now).Succeeded.ShouldBeTrue();
        session.SignStatement(first.Id, onPaper: true, by, Now).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.StatementSigned);
        session.Statements[0].Sha256.Length.ShouldBe(64);
        session.SealingGaps(Vae, QuorumRule.Default, []).Count(g => g.Code == "statement-missing").ShouldBe(3);

        session.RevokeStatement(first.Id, "Un lien découvert.", Now).Succeeded.ShouldBeTrue();
        session.SealingGaps(Vae, QuorumRule.Default, []).Count(g => g.Code == "statement-missing").ShouldBe(4);
        session.SignStatement(first.Id, onPaper: false, by, Now.AddMinutes(5)).Succeeded.ShouldBeTrue();
        session.Statements.Count.ShouldBe(2, "the first one stays on record");
    }

    [Fact]
    public void A_late_arrival_and_a_departure_keep_their_hours()
    {
        var session = Opened();
        var member = session.Members[0];
        session.Attend(member.Id, Presence.Present, null, QuorumRule.Default, remote: true, at: new TimeOnly(10, 15)).Succeeded.ShouldBeTrue();
        session.Attend(member.Id, Presence.Left, null, QuorumRule.Default).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.HourOfLeaving);
        session.Attend(member.Id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(10, 0)).Errors.ShouldHaveSingleItem().Code.ShouldBe("left-before-arriving");
        session.Attend(member.Id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(11, 40)).Succeeded.ShouldBeTrue();
        (member.ArrivedAt, member.LeftAt).ShouldBe((new TimeOnly(10, 15), new TimeOnly(11, 40)));

        session.Attend(session.Members[1].Id, Presence.Excused, null, QuorumRule.Default);
        session.Attend(session.Members[1].Id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(11, 0)).Errors.ShouldHaveSingleItem().Code.ShouldBe("member-never-there");
    }

    private static JurySession Composed()
    {
        var session = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new DateOnly(2021, 12, 9), "Paris");
        for (var i = 0; i < 2; i++)
        {
            Seat(session, College.Employees);
            Seat(session, College.Employers);
        }
        Seat(session, College.QualifiedPersons, presides: true);
        session.Designate(Vae, session.Members[^1].Id, session.Members[1].Id);
        return session;
    }

    private static JurySession Opened()
    {
        var session = Composed();
        session.Open(Vae, 0, [], session.Date, Now).Succeeded.ShouldBeTrue();
        foreach (var member in session.Members) session.Attend(member.Id, Presence.Present, null, QuorumRule.Default);
        return session;
    }

    private static void Seat(JurySession session, College college, bool presides = false, Guid? membership = null) =>
        session.Seat(new JurySeatHolder($"{college}{session.Members.Count}", "Camille", college, "membre", presides, membership, null, null));

    private static Result Decide(JurySession session, Vote? vote, Proposal? proposal = null) =>
        session.Decide(Vae, QuorumRule.Default, Candidate, "BC01", ["BC01"], proposal ?? Favourable, new DecisionInput(Outcome.Validated, null, null, vote), new Signatory(Guid.NewGuid(), "COSSON Béatrice"), Now);
}
