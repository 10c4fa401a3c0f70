using Bunit;
using CqpPlatform.Domain.Referentials;
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
        cards.Find(".phone-foot a").TextContent.ShouldBe("Suivante (8)");
    }

    [Fact]
    public void The_foot_leads_to_the_next_card_without_an_answer()
    {
        var cards = Open(new(SourceKind.Tutor));

        cards.Find("[id='r-C8.1-Acquired']").Change("Acquired");
        cards.Find(".phone-foot a").GetAttribute("data-focus").ShouldBe("C8.2");
        cards.Find("[id='r-C8.2-NotObserved']").Change("NotObserved");
        cards.Find(".phone-foot a").GetAttribute("data-focus").ShouldBe("c-C8.2", "a comment is due");
        cards.Find("[id='c-C8.2']").Change("Fait par un autre service.");
        cards.Find(".phone-foot a").TextContent.ShouldBe("Suivante (6)");
        cards.Find(".phone-bar .n").TextContent.ShouldBe("2\u00A0compétences sur\u00A08");
    }

    [Fact]
    public void What_was_answered_before_is_folded_and_opens_again()
    {
        var cards = Open(new TestSheet(SourceKind.Tutor).With("C8.1", Rating.InProgress, "Compare bien les garanties."));

        cards.Find(".done-card").TextContent.ShouldContain("«\u00A0Compare bien les garanties.\u00A0»");
        cards.FindAll("[id='C8.1']").ShouldBeEmpty();
        cards.Find(".done-card").Click();

        cards.Find("[id='c-C8.1']").GetAttribute("value").ShouldBe("Compare bien les garanties.");
    }

    [Fact]
    public void A_whole_observation_is_recapitulated_and_signed()
    {
        var test = new TestSheet(SourceKind.Tutor);
        foreach (var line in test.Sheet.Lines.Skip(1)) test.Sheet.ChooseAsync(line, Rating.Acquired);
        var cards = Open(test);
        cards.Find("[id='r-C8.1-Acquired']").Change("Acquired");

        cards.Find(".phone-foot button").Click();
        cards.FindAll(".recap dd").Select(d => d.TextContent).ShouldBe(["8", "0", "0", "0"]);
        cards.Find("dialog").TextContent.ShouldContain("Il vous restera BC5, avant le 24/11/2021.");
        cards.Find("dialog .btn.primary").Click();

        test.Signed.Count.ShouldBe(1);
        cards.Find(".note.ok").TextContent.ShouldContain("Signée par GARNIER Sylvie");
        cards.Find(".phone-foot a").TextContent.ShouldContain("BC5");
    }

    private IRenderedComponent<ObservationCards> Open(TestSheet test) => Render<ObservationCards>(p => p.Add(c => c.Sheet, test.Sheet).Add(c => c.Tutor, "GARNIER Sylvie"));
}
