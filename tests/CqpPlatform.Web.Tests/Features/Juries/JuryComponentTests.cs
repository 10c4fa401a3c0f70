using Bunit;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Deliberation;

namespace CqpPlatform.Web.Tests.Features.Juries;

public class JuryComponentTests : BunitContext
{
    private static readonly Guid Lea = Guid.NewGuid(), Hugo = Guid.NewGuid();

    public JuryComponentTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void A_decision_starts_from_the_proposal_and_is_unanimous_until_a_voice_differs()
    {
        var drafts = new List<DecisionPanel.Draft>();
        var panel = Decision(File(ProposalOutcome.Validated), drafts);

        panel.Find("#outcome-Validated").HasAttribute("checked").ShouldBeTrue();
        panel.Find("form").Submit();
        panel.Find("#VoteFor").Input("6");
        panel.Find("#VoteAgainst").Input("3");
        panel.Find("#VoteAbstentions").Input("1");
        panel.Find("#majority").TextContent.ShouldContain("Majorité atteinte");
        panel.Find("form").Submit();

        drafts.Select(d => d.Vote).ShouldBe([null, new Vote(6, 3, 1)]);
    }

    [Fact]
    public void A_block_to_deliberate_has_no_outcome_of_its_own_and_says_when_a_motive_is_due()
    {
        var drafts = new List<DecisionPanel.Draft>();
        var panel = Decision(File(ProposalOutcome.ToDeliberate), drafts);

        panel.Find("form").Submit();
        drafts.ShouldBeEmpty();
        panel.Find("[role=status].note.late").TextContent.ShouldContain("Choisissez la décision");

        panel.Find("#outcome-Validated").Change("Validated");
        panel.FindAll(".note.late").ShouldBeEmpty("a choice was made");
        panel.Find("label[for=Motive]").TextContent.ShouldContain("obligatoire");
        panel.Find("#Motive").Change("Pratique constatée.");
        panel.Find("form").Submit();
        drafts.ShouldHaveSingleItem().Motive.ShouldBe("Pratique constatée.");
    }

    [Fact]
    public void A_tally_that_misses_voices_or_the_majority_says_so()
    {
        var panel = Decision(File(ProposalOutcome.Validated), []);

        panel.Find("#VoteFor").Input("5");
        panel.Find("#majority").TextContent.ShouldContain("5 voix sur 10");
        panel.Find("#VoteAgainst").Input("5");
        panel.Find("#majority").TextContent.ShouldContain("il faut 6 voix");
    }

    [Fact]
    public void A_tie_goes_to_the_president_where_the_fiche_says_so()
    {
        var panel = Decision(File(ProposalOutcome.Validated) with { CastingVote = true }, []);

        panel.Find("#VoteFor").Input("5");
        panel.Find("#VoteAgainst").Input("5");

        panel.Find("#majority").TextContent.ShouldContain("voix prépondérante");
    }

    [Fact]
    public void A_rejected_vote_is_told_as_a_carried_one_is_and_leaves_the_jury_to_say_what_it_decides()
    {
        var drafts = new List<DecisionPanel.Draft>();
        var panel = Decision(Voted(RoundState.Rejected), drafts);

        panel.Find(".note.late").TextContent.ShouldContain("Vote\u00a0: «\u00a0validé\u00a0» rejeté. 3 pour, 7 contre, 0\u00a0abstention. Une autre décision est à prendre");
        panel.FindAll("input[type=radio]").ShouldAllBe(choice => !choice.HasAttribute("checked"));
        panel.FindAll(".tally input").ShouldAllBe(voices => string.IsNullOrEmpty(voices.GetAttribute("value")));
        panel.Find("#majority").TextContent.ShouldNotContain("Majorité atteinte");
        panel.Find("form").Submit();
        drafts.ShouldBeEmpty();

        var carried = Decision(Voted(RoundState.Carried), drafts);
        carried.Find(".note.ok").TextContent.ShouldContain("adopté. 3 pour, 7 contre");
        carried.FindAll(".tally").ShouldBeEmpty();

        static CandidateFileView Voted(RoundState state)
        {
            var file = File(ProposalOutcome.Validated);
            return file with { Blocks = [file.Blocks[0] with { Rounds = [new(1, Outcome.Validated, state, new Vote(3, 7, 0), ByCastingVote: false, DateTimeOffset.UnixEpoch, [])] }] };
        }
    }

    [Fact]
    public void Whoever_has_just_counted_a_vote_is_taken_to_its_result()
    {
        var round = new RoundView(1, Outcome.Validated, RoundState.Rejected, new Vote(3, 7, 0), ByCastingVote: false, DateTimeOffset.UnixEpoch, []);

        Render<RoundOutcome>(p => p.Add(r => r.Round, round).Add(r => r.Decided, true)).Markup.ShouldNotContain("à prendre", Case.Sensitive, "the jury decided otherwise");
        JSInterop.Invocations.ShouldBeEmpty();
        Render<RoundOutcome>(p => p.Add(r => r.Round, round).Add(r => r.Arrives, true));
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public void What_is_typed_stays_when_others_change_the_session()
    {
        var panel = Decision(File(ProposalOutcome.Validated), []);
        panel.Find("#Motive").Change("En cours de rédaction");

        panel.Render(p => p.Add(x => x.File, File(ProposalOutcome.Validated) with { Voices = 9 }));

        panel.Find("#Motive").GetAttribute("value").ShouldBe("En cours de rédaction");
    }

    [Fact]
    public void Each_cell_says_its_state_in_words_and_opens_its_file()
    {
        BlockKey? opened = null;
        var table = Render<CandidateTable>(p => p.Add(t => t.Session, Session()).Add(t => t.OnSelect, key => opened = key));

        table.FindAll("tbody tr").Count.ShouldBe(2);
        table.FindAll("td svg").Select(s => s.GetAttribute("aria-label")).ShouldBe(["BC1 : décidé, validé", "BC2 : à délibérer", "BC1 acquis le 10/12/2020", "BC2 : proposé non validé"]);
        table.FindAll("td.off .sr").Select(words => words.TextContent).ShouldBe(["hors du choix", "hors du choix"]);
        table.FindAll("td a")[1].Click();

        opened.ShouldBe(new BlockKey(Lea, "BC2"));
    }

    [Fact]
    public void Whoever_hears_the_page_is_told_which_candidate_and_block_are_open()
    {
        ComponentFactories.AddStub<SourceHistories>();
        var session = Session();
        var table = Render<CandidateTable>(p => p.Add(t => t.Session, session).Add(t => t.Selected, new BlockKey(Lea, "BC2")));
        table.FindAll("tbody [aria-current=true]").Select(a => a.GetAttribute("href")!.Split('=')[^1]).ShouldBe([Lea.ToString(), "BC2"]);

        var view = File(ProposalOutcome.ToDeliberate);
        var file = Render<CandidateFile>(p => p.Add(f => f.File, view).Add(f => f.Row, session.Candidates[0]).Add(f => f.Block, view.Blocks[0] with { Code = "BC2" }));
        file.Find("p[role=status]").TextContent.ShouldBe("MARCHAND Léa, BC2\u00a0: à délibérer");
    }

    [Fact]
    public void Once_all_is_decided_a_file_opens_on_what_this_session_decided()
    {
        CandidateRow row = new(Hugo, "ZIMMER Hugo", [new("BC1", CellState.Acquired), new("BC2", CellState.Decided, null, ProposalOutcome.Validated, Outcome.Validated)], [], 13, null);

        CandidateTable.FirstBlock(row).ShouldBe("BC2", "a block acquired before has no file to read here");
    }

    [Theory]
    [InlineData(CandidateFilter.All, 2)]
    [InlineData(CandidateFilter.ToDeliberate, 1)]
    [InlineData(CandidateFilter.NotValidated, 1)]
    [InlineData(CandidateFilter.WithRecusal, 1)]
    public void Filters_keep_the_candidates_they_name(CandidateFilter filter, int shown) =>
        Render<CandidateTable>(p => p.Add(t => t.Session, Session()).Add(t => t.Filter, filter)).FindAll("tbody tr").Count.ShouldBe(shown);

    [Fact]
    public void Keys_walk_down_a_column_along_a_row_and_to_the_next_block_to_deliberate()
    {
        var session = Session();

        SessionWalk.Candidate(session, CandidateFilter.All, new(Lea, "BC2"), 1).ShouldBe(new BlockKey(Hugo, "BC2"));
        SessionWalk.Candidate(session, CandidateFilter.All, new(Lea, "BC1"), 1).ShouldBe(new BlockKey(Hugo, "BC2"));
        SessionWalk.Candidate(session, CandidateFilter.All, new(Hugo, "BC2"), 1).ShouldBeNull();
        SessionWalk.Block(session, new(Lea, "BC1"), 1).ShouldBe(new BlockKey(Lea, "BC2"));
        SessionWalk.Next(session, CandidateFilter.All, new(Hugo, "BC2"), cell => cell.ToDeliberate).ShouldBe(new BlockKey(Lea, "BC2"));
    }

    [Fact]
    public void Unanimous_lines_are_folded_and_diverging_ones_open()
    {
        var cell = new SourceCell(RatingStanding.Favourable, "Acquis", null);
        var block = File(ProposalOutcome.ToDeliberate).Blocks[0] with
        {
            Sources = [new(SourceKind.TrainingOrganisation, "Organisme de formation", "ROCHETTE Benoît", DateTimeOffset.UnixEpoch), new(SourceKind.Commission, "Commission", null, null)],
            Lines = [new("C8.1", "Étudier", "C8", [cell, cell]), new("C8.2", "Élaborer", "C8", [cell, new(RatingStanding.Below, "En cours", "Prix seul.")])],
        };
        var comparison = Render<SourceComparison>(p => p.Add(c => c.Block, block));

        comparison.FindAll("tbody tr.diff").ShouldHaveSingleItem().TextContent.ShouldContain("Prix seul.");
        comparison.Find("thead").TextContent.ShouldContain("non remise");
        comparison.Find(".fold").TextContent.ShouldStartWith("1\u00A0autre ligne\u00A0: Acquis pour toutes les sources.");
        comparison.Find(".fold button").Click();
        comparison.FindAll("tbody tr").Count.ShouldBe(3);
    }

    private IRenderedComponent<DecisionPanel> Decision(CandidateFileView file, List<DecisionPanel.Draft> drafts) =>
        Render<DecisionPanel>(p => p.Add(x => x.File, file).Add(x => x.Block, file.Blocks[0]).Add(x => x.Enabled, true).Add(x => x.OnDecide, drafts.Add));

    private static CandidateFileView File(ProposalOutcome proposed) => new(Lea, "MARCHAND Léa", "Institut Corvalle", "VAE", null, null, null, [],
        [new BlockFile("BC4", "Produire", new Proposal(proposed, "Les sources divergent."), "Règle.", [], [], null)], [], 10, 6, false, null);

    private static SessionView Session()
    {
        CandidateRow[] rows =
        [
            new(Lea, "MARCHAND Léa", [new("BC1", CellState.Decided, null, ProposalOutcome.Validated, Outcome.Validated), new("BC2", CellState.Proposed, null, ProposalOutcome.ToDeliberate), new("BC3", CellState.OutOfChoice)],
                [new(Guid.NewGuid(), "NOGARET Alain", "même entreprise")], 12, null),
            new(Hugo, "ZIMMER Hugo", [new("BC1", CellState.Acquired, new DateOnly(2020, 12, 10)), new("BC2", CellState.Proposed, null, ProposalOutcome.NotValidated), new("BC3", CellState.OutOfChoice)], [], 13, null),
        ];
        var rule = new JuryRule("", [], false, JuryPresidency.Simple, JuryMajority.Absolute, false);
        return new SessionView(Guid.NewGuid(), Guid.NewGuid(), "Automne 2021", "RNCP31391", "GAP", null, new DateOnly(2021, 12, 9), "Paris", JurySessionStatus.Open, DateTimeOffset.UnixEpoch, null, null, null,
            rule, "", null, [], ["BC1", "BC2", "BC3"], rows, [], [], null, new Viewer(Guid.NewGuid(), false, Guid.NewGuid(), true, true));
    }
}
