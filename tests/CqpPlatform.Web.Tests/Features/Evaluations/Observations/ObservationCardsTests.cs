using Bunit;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Observations;

namespace CqpPlatform.Web.Tests.Features.Evaluations.Observations;

public class ObservationCardsTests : BunitContext
{
    public ObservationCardsTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Each_competency_is_a_card_with_three_large_answers_and_a_lighter_one()
    {
        var cards = Open(new(SourceKind.Tutor));

        cards.FindAll("fieldset.comp").Count.ShouldBe(8);
        cards.FindAll("[id='C8.2'] .big label").Select(l => l.TextContent.Trim()).ShouldBe(["Acquis", "En cours d’acquisition", "Non acquis", "Non observé"]);
        cards.Find("[id='C8.2'] legend b").TextContent.ShouldBe("Compétence C8.2, 2 sur 8");
        cards.Find("[id='C8.2'] .big label.minor").TextContent.Trim().ShouldBe("Non observé");
        cards.Find("[data-to-answer]").TextContent.ShouldBe("Suivante (8)");
        cards.Find("[data-submit]").HasAttribute("hidden").ShouldBeTrue();
    }

    [Fact]
    public void The_foot_leads_to_the_next_card_without_an_answer_or_without_its_comment()
    {
        Open(new TestGrid(SourceKind.Tutor).With("C8.1", Rating.Acquired)).Find("[data-to-answer]").GetAttribute("data-focus").ShouldBe("C8.2");
        var due = Open(new TestGrid(SourceKind.Tutor).With("C8.1", Rating.NotObserved));
        due.Find("[data-to-answer]").GetAttribute("data-focus").ShouldBe("c-C8.1");
        due.Find(".phone-bar .n").TextContent.ShouldBe("0\u00A0compétence sur\u00A08");
    }

    [Fact]
    public void What_was_answered_before_is_folded_and_its_card_waits_behind()
    {
        var cards = Open(new TestGrid(SourceKind.Tutor).With("C8.1", Rating.InProgress, "Compare bien les garanties."));

        cards.Find(".done-card").TextContent.ShouldContain("«\u00A0Compare bien les garanties.\u00A0»");
        cards.Find("[id='C8.1']").HasAttribute("hidden").ShouldBeTrue();
        cards.Find("[id='c-C8.1']").GetAttribute("value").ShouldBe("Compare bien les garanties.");
        cards.Find("[id='C8.2']").HasAttribute("hidden").ShouldBeFalse();
    }

    [Fact]
    public void A_whole_observation_leads_to_its_signature_and_a_signed_one_to_the_next_block()
    {
        var whole = new TestGrid(SourceKind.Tutor);
        foreach (var line in whole.Lines) whole.With(line.Code, Rating.Acquired);
        Open(whole).Find("[data-submit]").ShouldSatisfyAllConditions(a => a.HasAttribute("hidden").ShouldBeFalse(), a => a.GetAttribute("href")!.ShouldEndWith("/BC4/remise"));

        var signed = Open(new TestGrid(SourceKind.Tutor).Signed());
        signed.Find(".note.ok").TextContent.ShouldContain("Signée par GARNIER Sylvie");
        signed.Find(".phone-foot a").TextContent.ShouldContain("BC5");
    }

    [Fact]
    public void The_bar_tells_the_term_as_long_as_something_is_to_be_submitted()
    {
        var grid = new TestGrid(SourceKind.Tutor).Read();
        Bar(grid).ShouldBe("à remettre avant le 24/11/2021");
        Bar(grid with { Late = true }).ShouldBe("attendue depuis le 24/11/2021");
        Bar(grid with { Open = false }).ShouldBe("");
        Bar(new TestGrid(SourceKind.Tutor).Signed().Read() with { Late = true }).ShouldBe("remise");

        string Bar(EvaluationGrid shown) => Render<ObservationCards>(p => p.Add(c => c.Grid, shown).Add(c => c.Tutor, "GARNIER Sylvie")).Find(".top .hint").TextContent;
    }

    private IRenderedComponent<ObservationCards> Open(TestGrid test) => Render<ObservationCards>(p => p.Add(c => c.Grid, test.Read()).Add(c => c.Tutor, "GARNIER Sylvie"));
}
