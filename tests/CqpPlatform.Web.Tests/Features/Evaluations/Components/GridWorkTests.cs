using Bunit;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Evaluations.Components;
using CqpPlatform.Web.Features.Evaluations.Grids;

namespace CqpPlatform.Web.Tests.Features.Evaluations.Components;

public class GridWorkTests : BunitContext
{
    public GridWorkTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void The_commissions_grid_has_its_two_parts_and_says_that_it_is_blind()
    {
        var work = Open(new(SourceKind.Commission), blind: true);

        work.FindAll(".part > header h3").Select(h => h.TextContent).ShouldBe(
            ["1. Question de connaissances", "2. Cas pratique à préparer par le candidat dans un temps limité et à présenter oralement"]);
        work.FindAll("[data-line]").Count.ShouldBe(10);
        work.Find(".head .hint").TextContent.ShouldContain("Vous notez seul");
        work.FindAll("[data-line] .seg").ShouldAllBe(seg => seg.QuerySelectorAll("input").Length == 3);
    }

    [Fact]
    public void A_choice_is_saved_at_once_with_what_was_expected_there()
    {
        var test = new TestSheet();
        var work = Open(test);

        work.Find("[id='r-C8.1-Acquired']").Change("Acquired");

        test.Saves.Single().ShouldSatisfyAllConditions(s => s.ItemCode.ShouldBe("C8.1"), s => s.Rating.ShouldBe(Rating.Acquired), s => s.Expected.ShouldBe(LineValue.Empty));
        work.Find(".saved").TextContent.Trim().ShouldBe("Enregistré à 14:32");
        work.Find(".actions [role=status]").TextContent.ShouldBe("1\u00A0appréciation sur\u00A08");
    }

    [Fact]
    public void Below_acquired_a_comment_opens_and_the_line_counts_once_it_is_written()
    {
        var work = Open(new());

        work.Find("[id='r-C8.1-InProgress']").Change("InProgress");
        work.Find("[id='c-C8.1']").GetAttribute("aria-describedby").ShouldBe("c-C8.1-aide");
        work.Find(".actions [role=status]").TextContent.ShouldStartWith("0");

        work.Find("[id='c-C8.1']").Change("Hésite encore.");
        work.Find(".actions [role=status]").TextContent.ShouldStartWith("1");
    }

    [Fact]
    public void Submitting_too_early_lists_what_is_missing_with_a_link_to_each_line()
    {
        var work = Open(new TestSheet().With("C8.1", Rating.NotAcquired).With("C8.2", Rating.Acquired));

        work.Find("button[aria-describedby=reste]").Click();

        work.FindAll(".summary a").Select(a => a.GetAttribute("data-focus")).ShouldBe(["c-C8.1", "C8.3", "C8.4", "C8.5", "C8.6", "C8.7", "C8.8"]);
        JSInterop.VerifyNotInvoke("import");
    }

    [Fact]
    public void A_whole_grid_is_recapitulated_signed_and_locked()
    {
        var fresh = new TestSheet();
        foreach (var line in fresh.Sheet.Lines) fresh.Sheet.ChooseAsync(line, Rating.Acquired);
        var work = Open(fresh);

        work.Find("button[aria-describedby=reste]").Click();
        work.FindAll(".recap dd").Select(d => d.TextContent).ShouldBe(["8", "0", "0"]);
        work.Find("dialog .btn.primary").Click();

        fresh.Signed.Single().ShouldBe(fresh.Sheet.Grid.Sha256);
        work.FindAll("input[type=radio]").ShouldBeEmpty();
        work.Find(".note.ok").TextContent.ShouldContain("Signée par GARNIER Sylvie le 22/11/2021 à 14:32");
        work.Find(".hash").TextContent.ShouldContain(fresh.Sheet.Grid.Signatures.Single().Sha256);
    }

    [Fact]
    public void A_refused_comment_stays_typed_beside_its_refusal()
    {
        var test = new TestSheet().With("C8.1", Rating.InProgress, "À revoir.");
        var work = Open(test);
        test.Refuse = PersonalNumber.Refusal("C8.1");

        work.Find("[id='c-C8.1']").Change("2 94 03 2A 004 123");

        work.Find("[id='c-C8.1']").GetAttribute("value").ShouldBe("2 94 03 2A 004 123");
        work.Find("[id='c-C8.1-erreur']").TextContent.ShouldContain("sécurité sociale");
        work.Find(".saved").TextContent.ShouldContain("n’est pas enregistrée");
    }

    [Fact]
    public void A_line_changed_elsewhere_lets_its_writer_choose()
    {
        var test = new TestSheet { Refuse = new(EvaluationErrors.ChangedMeanwhileCode, "C8.1 a été modifié entre-temps."), Elsewhere = new(Rating.NotAcquired, "Absent") };
        var work = Open(test);
        work.Find("[id='r-C8.1-Acquired']").Change("Acquired");
        test.Refuse = null;

        work.FindAll(".note button")[0].Click();

        test.Saves[^1].ShouldSatisfyAllConditions(s => s.Rating.ShouldBe(Rating.Acquired), s => s.Expected.ShouldBe(new LineValue(Rating.NotAcquired, "Absent")));
        work.FindAll(".note button").ShouldBeEmpty();
    }

    [Fact]
    public void Taking_the_other_answer_shows_it_without_saving_again()
    {
        var test = new TestSheet { Refuse = new(EvaluationErrors.ChangedMeanwhileCode, "C8.1 a été modifié entre-temps."), Elsewhere = new(Rating.NotAcquired, "Absent") };
        var work = Open(test);
        work.Find("[id='r-C8.1-Acquired']").Change("Acquired");

        work.FindAll(".note button")[1].Click();

        work.Find("[id='r-C8.1-NotAcquired']").HasAttribute("checked").ShouldBeTrue();
        work.Find("[id='c-C8.1']").GetAttribute("value").ShouldBe("Absent");
        test.Saves.Count.ShouldBe(1);
    }

    private IRenderedComponent<GridWork> Open(TestSheet test, bool blind = false) => Render<GridWork>(p => p.Add(w => w.Sheet, test.Sheet).Add(w => w.Blind, blind));
}
