using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Juries;

/// <summary>Every presence, proxy, recusal and ballot of a small jury, against a count made on plain letters by hand: no class of the platform has a part in it.</summary>
public class VoteCountTests
{
    private static readonly DateTimeOffset Now = new(2021, 12, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Candidate = Guid.NewGuid();
    private static readonly Signatory Clerk = new(Guid.NewGuid(), "MOREL Hélène");

    [Fact]
    public void Every_presence_proxy_and_recusal_gives_the_voices_and_the_quorum_of_a_hand_count()
    {
        // P present, E excused, L left, R represented by the next member of the list. S: the substitute of the first employee.
        foreach (var states in Words("PELR", 5))
        {
            // A proxy is given to somebody who is there.
            if (Enumerable.Range(0, 5).Any(i => states[i] == 'R' && states[(i + 1) % 5] != 'P')) continue;
            for (var recused = -1; recused < 5; recused++)
            {
                var jury = InSession(out var members);
                Apply(jury, members, states);
                if (recused >= 0) jury.DeclareLink(members[recused].Id, Candidate, "Famille");

                var voices = Enumerable.Range(0, 5).Where(i => "PR".Contains(states[i]) && i != recused && !(states[i] == 'R' && (i + 1) % 5 == recused)).ToList();
                var names = jury.VotersFor(Candidate, JuryCompositionTests.Experience).Select(m => members.IndexOf(m)).ToList();
                names.ShouldBe(voices, ignoreOrder: true, $"{states}, recused {recused}");
                // Members 0 and 1 are employees, 2 and 3 employers.
                var quorum = voices.Exists(i => i <= 1) && voices.Exists(i => i is 2 or 3);
                (Quorum.Obstacle(QuorumRule.Default, JuryCompositionTests.Experience, jury.VotersFor(Candidate, JuryCompositionTests.Experience)) is null).ShouldBe(quorum, states);
                var whole = Enumerable.Range(0, 5).Where(i => "PR".Contains(states[i])).ToList();
                (Quorum.Obstacle(QuorumRule.Default, JuryCompositionTests.Experience, jury.Sitting()) is null).ShouldBe(whole.Exists(i => i <= 1) && whole.Exists(i => i is 2 or 3));
            }
        }
    }

    [Fact]
    public void Every_ballot_of_five_members_is_counted_as_by_hand_with_and_without_a_casting_vote()
    {
        foreach (var casting in new[] { true, false })
            foreach (var majority in new[] { JuryMajority.Absolute, JuryMajority.Simple })
            {
                var rule = JuryCompositionTests.Experience with { CastingVote = casting, Majority = majority };
                // F for, A against, 0 abstention, - said nothing; the last one presides.
                foreach (var ballots in Words("FA0-", 5))
                {
                    var jury = InSession(out var members);
                    Apply(jury, members, "PPPPP");
                    var round = jury.CallVote(rule, QuorumRule.Default, Candidate, "BC01", ["BC01"], Outcome.Validated, Clerk, Now).Value;
                    for (var i = 0; i < 5; i++)
                        if (ballots[i] != '-') jury.Cast(rule, round.Id, members[i].Id, Choice(ballots[i]), members[i].Id, Now).Message.ShouldBe("");
                    jury.CloseVote(rule, round.Id, Now).Succeeded.ShouldBeTrue();

                    var (yes, no) = (ballots.Split('F').Length - 1, ballots.Split('A').Length - 1);
                    var carried = majority == JuryMajority.Absolute ? 2 * yes > 5 : yes > no;
                    if (yes == no && casting && ballots[4] == 'F') carried = true;
                    (round.State == RoundState.Carried).ShouldBe(carried, $"{ballots} {majority} {casting}");
                    round.Count().ShouldBe(new Vote(yes, no, 5 - yes - no));
                }
            }
    }

    [Fact]
    public void Nobody_votes_twice_after_leaving_when_recused_or_for_another()
    {
        var rule = JuryCompositionTests.Experience;
        var jury = InSession(out var m);
        Apply(jury, m, "PRPPP");
        jury.DeclareLink(m[3].Id, Candidate, "Famille");
        var round = jury.CallVote(rule, QuorumRule.Default, Candidate, "BC01", ["BC01"], Outcome.Validated, Clerk, Now).Value;
        string Cast(int member, int by) => jury.Cast(rule, round.Id, m[member].Id, BallotChoice.For, m[by].Id, Now).Errors.Select(e => e.Code).SingleOrDefault() ?? "";

        Cast(0, 0).ShouldBe("");
        Cast(0, 0).ShouldBe("voted-already");
        Cast(1, 0).ShouldBe("not-their-voice");
        Cast(1, 2).ShouldBe("", "member 2 holds the proxy of member 1");
        Cast(1, 2).ShouldBe("voted-already");
        Cast(3, 3).ShouldBe("recused");
        jury.Attend(m[2].Id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(11, 30)).Succeeded.ShouldBeTrue();
        Cast(2, 2).ShouldBe("member-left");
        Cast(4, 4).ShouldBe("");
        Cast(5, 5).ShouldBe("no-voice", "the substitute's titular sits");
        jury.CloseVote(rule, round.Id, Now).Succeeded.ShouldBeTrue();
        round.Count().ShouldBe(new Vote(3, 0, 0));
        Cast(4, 4).ShouldBe("vote-closed");
    }

    [Fact]
    public void The_substitute_votes_once_the_titular_is_gone_and_the_presidency_takes_down_a_voice_without_sign_in()
    {
        var rule = JuryCompositionTests.Experience;
        var jury = InSession(out var m);
        Apply(jury, m, "LPPPP");
        jury.Attend(m[5].Id, Presence.Present, null, QuorumRule.Default);
        jury.VotersFor(Candidate, rule).ShouldContain(m[5]);
        var round = jury.CallVote(rule, QuorumRule.Default, Candidate, "BC01", ["BC01"], Outcome.Validated, Clerk, Now).Value;

        jury.Cast(rule, round.Id, m[5].Id, BallotChoice.For, m[3].Id, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("not-their-voice", "only the presidency takes voices down");
        jury.Cast(rule, round.Id, m[5].Id, BallotChoice.For, m[4].Id, Now).Succeeded.ShouldBeTrue();
        round.Ballots.ShouldHaveSingleItem().CastById.ShouldBe(m[4].Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_seat_has_one_voice_in_a_round_whoever_sits_there_when_it_is_counted(bool substituteFirst)
    {
        var rule = JuryCompositionTests.Experience;
        var jury = InSession(out var m);
        Apply(jury, m, substituteFirst ? "EPPPP" : "PPPPP");
        jury.Attend(m[5].Id, Presence.Present, null, QuorumRule.Default);
        var round = jury.CallVote(rule, QuorumRule.Default, Candidate, "BC01", ["BC01"], Outcome.Validated, Clerk, Now).Value;
        var (first, second) = substituteFirst ? (m[5], m[0]) : (m[0], m[5]);
        // The substitute has no sign-in: the presidency takes their voice down.
        Result Cast(JuryMember who) => jury.Cast(rule, round.Id, who.Id, BallotChoice.For, who == m[5] ? m[4].Id : who.Id, Now);

        Cast(first).Message.ShouldBe("");
        if (substituteFirst) jury.Attend(m[0].Id, Presence.Present, null, QuorumRule.Default);
        else jury.Attend(m[0].Id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(11, 0));
        Cast(second).Errors.ShouldHaveSingleItem().Code.ShouldBe("seat-voted");
        jury.CloseVote(rule, round.Id, Now).Succeeded.ShouldBeTrue();
        round.Voices.ShouldBe(5);
        round.Count().ShouldBe(new Vote(1, 0, 4));
    }

    [Fact]
    public void A_decision_follows_the_last_round_and_rounds_are_kept()
    {
        var rule = JuryCompositionTests.Experience;
        var jury = InSession(out var m);
        Apply(jury, m, "PPPPP");
        Round(jury, rule, m, "AAAFF");
        Decide(jury, Outcome.Validated).Errors.ShouldHaveSingleItem().Code.ShouldBe("vote-rejected");
        Round(jury, rule, m, "FFFAA");
        Decide(jury, Outcome.Adjourned).Errors.ShouldHaveSingleItem().Code.ShouldBe("vote-says-otherwise");
        Decide(jury, Outcome.Validated).Succeeded.ShouldBeTrue();

        var decision = jury.Decisions.ShouldHaveSingleItem();
        (decision.VotesFor, decision.VotesAgainst, decision.Unanimous).ShouldBe((3, 2, false));
        jury.Rounds.Select(r => (r.Number, r.State)).ShouldBe([(1, RoundState.Rejected), (2, RoundState.Carried)]);

        jury.DeclareLink(m[0].Id, Candidate, "Ancienne collègue");
        jury.Decisions.ShouldBeEmpty();
        jury.Rounds.ShouldAllBe(r => r.State == RoundState.Cancelled, "they counted a voice that does not count");
    }

    [Fact]
    public void A_vote_takes_back_what_was_decided_before_it()
    {
        var rule = JuryCompositionTests.Experience;
        var jury = InSession(out var m);
        Apply(jury, m, "PPPPP");
        Decide(jury, Outcome.Validated).Succeeded.ShouldBeTrue();
        Round(jury, rule, m, "AAAFF");
        jury.Decisions.ShouldBeEmpty("a block that a vote refused is not sealed as validated");
        Decide(jury, Outcome.NotValidated).Succeeded.ShouldBeTrue();
        Round(jury, rule, m, "FFFAA");
        Decide(jury, Outcome.Validated).Succeeded.ShouldBeTrue();
        (jury.Decisions.Single().VotesFor, jury.Decisions.Single().VotesAgainst).ShouldBe((3, 2), "its voices are those of the vote");
    }

    [Fact]
    public void A_recusal_can_make_the_quorum_fail_for_one_candidate_only()
    {
        var rule = JuryCompositionTests.Experience;
        var jury = InSession(out var m);
        Apply(jury, m, "PEPEP");
        jury.DeclareLink(m[2].Id, Candidate, "Même entreprise autrefois");

        Decide(jury, Outcome.Validated).Errors.ShouldHaveSingleItem().Code.ShouldBe("quorum-missing");
        Decide(jury, Outcome.Validated, Guid.NewGuid()).Succeeded.ShouldBeTrue();
        Quorum.Parity(rule, jury.Sitting()).ShouldBe("1 salarié et 1 employeur, à parité");
    }

    private static Result Decide(JurySession jury, Outcome outcome, Guid? candidate = null) => jury.Decide(JuryCompositionTests.Experience, QuorumRule.Default, candidate ?? Candidate, "BC01", ["BC01"],
        new Proposal(ProposalOutcome.Validated, ""), new DecisionInput(outcome, "Motif.", null, null), Clerk, Now);

    private static void Round(JurySession jury, JuryRule rule, List<JuryMember> members, string ballots)
    {
        var round = jury.CallVote(rule, QuorumRule.Default, Candidate, "BC01", ["BC01"], Outcome.Validated, Clerk, Now).Value;
        for (var i = 0; i < ballots.Length; i++) jury.Cast(rule, round.Id, members[i].Id, Choice(ballots[i]), members[i].Id, Now);
        jury.CloseVote(rule, round.Id, Now).Succeeded.ShouldBeTrue();
    }

    private static BallotChoice Choice(char letter) => letter switch { 'F' => BallotChoice.For, 'A' => BallotChoice.Against, _ => BallotChoice.Abstention };

    private static void Apply(JurySession jury, List<JuryMember> members, string states)
    {
        // Who holds a proxy is there first.
        foreach (var i in Enumerable.Range(0, states.Length).OrderBy(i => states[i] == 'R'))
        {
            var id = members[i].Id;
            var result = states[i] switch
            {
                'P' => jury.Attend(id, Presence.Present, null, QuorumRule.Default),
                'V' => jury.Attend(id, Presence.Present, null, QuorumRule.Default, remote: true),
                'E' => jury.Attend(id, Presence.Excused, null, QuorumRule.Default),
                'R' => jury.Attend(id, Presence.Represented, members[(i + 1) % 5].Id, QuorumRule.Default),
                _ => Leave(jury, id),
            };
            result.Message.ShouldBe("");
        }
    }

    private static Result Leave(JurySession jury, Guid id)
    {
        jury.Attend(id, Presence.Present, null, QuorumRule.Default);
        return jury.Attend(id, Presence.Left, null, QuorumRule.Default, at: new TimeOnly(11, 0));
    }

    /// <summary>Employees 0 and 1, employers 2 and 3, the qualified person 4 who presides, 5 the substitute of 0.</summary>
    private static JurySession InSession(out List<JuryMember> members)
    {
        var jury = JurySession.Convene(Guid.NewGuid(), [AccessRoute.ValidationOfExperience], new DateOnly(2021, 12, 9), "Paris");
        foreach (var college in new[] { College.Employees, College.Employees, College.Employers, College.Employers, College.QualifiedPersons })
            jury.Seat(new JurySeatHolder($"{college}{jury.Members.Count}", "Camille", college, "membre", college == College.QualifiedPersons, Guid.NewGuid(), null, null,
                IsVicePresident: jury.Members.Count == 0));
        jury.Seat(new JurySeatHolder("Suppléant", "Camille", College.Employees, "membre", false, null, null, null, SubstituteForId: jury.Members[0].Id));
        jury.Open(JuryCompositionTests.Experience, 0, [], jury.Date, Now).Message.ShouldBe("");
        members = [.. jury.Members];
        return jury;
    }

    private static IEnumerable<string> Words(string letters, int length) =>
        length == 0 ? [""] : Words(letters, length - 1).SelectMany(word => letters.Select(letter => word + letter));
}
