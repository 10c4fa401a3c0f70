using Bunit;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Evaluations.Components;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Reconciling;
using CqpPlatform.Web.Features.Evaluations.ResultsFile;
using CqpPlatform.Web.Tables;

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
        work.FindAll("[data-line] .seg").Select(seg => seg.QuerySelectorAll("input").Length).Distinct().ShouldBe([3]);
    }

    [Fact]
    public void The_organisation_enters_the_result_of_each_of_its_two_parts_beside_the_competencies()
    {
        var work = Open(new());

        work.FindAll(".part > header h3").Select(h => h.TextContent).ShouldBe(["1. Résultat de chaque partie", "2. Compétences"]);
        work.FindAll("[data-line]").Take(2).Select(l => l.GetAttribute("data-name")).ShouldBe(["Épreuve écrite", "Présentation orale"]);
        work.FindAll("[data-line] textarea").Count.ShouldBe(10, "each line has its own comment");
    }

    [Fact]
    public void A_page_says_whose_grid_it_is_where_each_change_goes_and_what_it_builds_on()
    {
        var work = Open(new TestGrid().With("C8.1", Rating.InProgress, "Hésite encore."));

        work.Find("[data-grid]").GetAttribute("data-save").ShouldBe("/saisie");
        work.Find("[id='C8.1']").GetAttribute("data-rating-basis").ShouldNotBeNullOrEmpty();
        work.Find("[id='C8.2']").GetAttribute("data-rating-basis").ShouldBeNullOrEmpty();
        work.Find("[id='r-C8.1-InProgress']").HasAttribute("checked").ShouldBeTrue();
        work.Find("[id='c-C8.1']").GetAttribute("value").ShouldBe("Hésite encore.");
        work.Find("[data-saved]").TextContent.ShouldBe("Enregistré à 14:32");
        work.Find("[data-count]").TextContent.ShouldBe("1\u00A0appréciation sur\u00A010");
        work.Find("[data-submit]").GetAttribute("href").ShouldBe("/remise");
    }

    [Fact]
    public void A_rating_whose_comment_is_due_counts_and_the_comment_is_what_is_left()
    {
        var grid = new TestGrid(SourceKind.Commission);
        foreach (var line in grid.Lines.Skip(2)) grid.With(line.Code, Rating.Acquired);
        Left().ShouldBe(("8\u00A0appréciations sur\u00A010", "Il reste 2\u00A0appréciations à donner."));
        grid.With(grid.Lines[1].Code, Rating.InProgress);
        Left().ShouldBe(("9\u00A0appréciations sur\u00A010", "Il reste 1\u00A0appréciation et 1\u00A0commentaire à donner."));
        grid.With(grid.Lines[0].Code, Rating.Acquired);
        Left().ShouldBe(("10\u00A0appréciations sur\u00A010", "Il reste 1\u00A0commentaire à donner."));
        grid.With(grid.Lines[1].Code, Rating.InProgress, "Hésite encore.");
        Left().ShouldBe(("10\u00A0appréciations sur\u00A010", "Tout est renseigné."));

        (string, string) Left()
        {
            var work = Open(grid);
            return (work.Find("[data-count]").TextContent, work.Find("[data-left]").TextContent);
        }
    }

    [Fact]
    public void Criteria_stand_beside_their_line_as_ticks_that_suggest_and_leave_the_choice()
    {
        var work = Open(new TestGrid().Ticked("C8.1", "0,2").Ticked("C8.2", "0,1"));

        work.FindAll("[id='C8.1'] .ticks input").Select(t => t.HasAttribute("checked")).ShouldBe([true, false, true]);
        work.Find("[id='C8.1'] [data-suggestion]").TextContent.ShouldContain("En cours d’acquisition");
        work.Find("[id='C8.2'] [data-suggestion]").TextContent.ShouldContain("Acquis");
        work.Find("[id='C8.4'] [data-suggestion]").HasAttribute("hidden").ShouldBeTrue();
        work.FindAll("input[type=radio]").Select(r => r.HasAttribute("checked")).Distinct().ShouldBe([false]);
        work.Find(".crit-head summary").TextContent.ShouldContain("savoirs");
    }

    [Fact]
    public void A_signed_grid_is_read_and_not_written()
    {
        var work = Open(new TestGrid().Ticked("C8.1", "1").Signed());

        work.FindAll("input[type=radio], textarea, [data-submit]").ShouldBeEmpty();
        work.FindAll("input[type=checkbox]").Select(t => t.HasAttribute("disabled")).Distinct().ShouldBe([true]);
        work.Find("[data-grid]").HasAttribute("data-editable").ShouldBeFalse();
        work.Find(".note.ok").TextContent.ShouldContain("Signée par GARNIER Sylvie le 22/11/2021 à 14:32");
        work.Find(".hash").TextContent.ShouldContain("SHA-256");
    }

    [Fact]
    public void The_history_is_one_click_away_and_each_entry_may_be_given_back_until_the_signature()
    {
        var work = Open(new TestGrid().With("C8.1", Rating.InProgress, "Hésite encore."));

        work.Find(".history summary").TextContent.ShouldBe("Historique de la grille (2)");
        work.FindAll(".history [data-back]").Select(b => (b.GetAttribute("data-back"), b.GetAttribute("data-field"), b.GetAttribute("data-value"), b.GetAttribute("data-way"))).ShouldBe(
            [("C8.1", "Comment", "", "oui"), ("C8.1", "Rating", "", "oui")], ignoreOrder: true);

        var signed = Open(new TestGrid().With("C8.1", Rating.InProgress, "Hésite encore.").Signed());
        signed.FindAll("[data-back]").ShouldBeEmpty();
        signed.Find(".history").TextContent.ShouldContain("Grille signée et verrouillée");
    }

    [Fact]
    public void Files_are_listed_as_downloads_and_joined_on_their_own_page_until_the_signature()
    {
        var file = new JoinedFile(Guid.NewGuid(), "Copie.pdf", SupportingFileType.Pdf, 2048, new DateTimeOffset(2021, 11, 22, 13, 0, 0, TimeSpan.Zero));
        var work = Open(new TestGrid { Files = [file] });
        work.Find(".grid-files a[download]").GetAttribute("href").ShouldBe($"/pieces/{file.Id}");
        work.Find(".grid-files a.btn").GetAttribute("href").ShouldBe("/pieces");

        var signed = Open(new TestGrid { Files = [file] }.Signed());
        signed.FindAll(".grid-files a.btn").ShouldBeEmpty();
        signed.Find(".grid-files").TextContent.ShouldContain("Copie.pdf");
        Open(new TestGrid().Signed()).FindAll(".grid-files").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_of_results_is_saved_only_where_nothing_is_wrong_and_says_what_it_replaces()
    {
        var doubt = TableProblem.Of(3, "appreciation", "Non acquis", "Remplace « Acquis », déjà dans la grille", "Rien à faire si le fichier a raison") with { Warning = true };
        var fault = TableProblem.Of(4, "ligne", "C99", "La grille de BC4 ne contient pas cette ligne", "Reprenez le code du modèle");
        var sound = Render<ResultsOutcome>(p => p.Add(o => o.Findings, new ResultsFindings(2, 3, 1, [doubt])));
        sound.Find("button.primary").TextContent.ShouldContain("Enregistrer les 3 saisies");
        sound.Find("tbody").TextContent.ShouldContain("Remplace");

        var faulty = Render<ResultsOutcome>(p => p.Add(o => o.Findings, new ResultsFindings(2, 3, 1, [doubt, fault])));
        faulty.FindAll("button").ShouldBeEmpty();
        faulty.Find("h2").TextContent.ShouldContain("1\u00A0erreur à corriger");
        faulty.FindAll("tbody tr th").Select(t => t.TextContent).ShouldBe(["4", "3"]);
    }

    [Fact]
    public void The_common_grid_shows_both_opinions_beside_each_line_and_one_click_takes_one_up()
    {
        var grid = new TestGrid(SourceKind.Commission).ReadAsPair("C8.1", new(Rating.NotAcquired, "Confond deux garanties."), new(Rating.Acquired, null));
        var work = Render<GridWork>(p => p.Add(w => w.Grid, grid).Add(w => w.Save, "/saisie").Add(w => w.SignHref, "/confirmation"));

        var line = work.Find("[id='C8.1'] .opinions");
        line.TextContent.ShouldContain("Avis différents");
        line.QuerySelectorAll(".who").Select(w => w.TextContent).ShouldBe(["HASSANI Marc", "PRIGENT Aude"]);
        line.QuerySelector(".said")!.TextContent.ShouldBe("Confond deux garanties.");
        line.QuerySelectorAll("button").Select(b => (b.GetAttribute("data-take-rating"), b.GetAttribute("data-take-comment"))).ShouldBe([("NotAcquired", "Confond deux garanties."), ("Acquired", null)]);
        work.Find("[data-submit]").TextContent.ShouldBe("Confirmer BC4");
        work.Find("[data-grid]").GetAttribute("data-grid").ShouldEndWith("/BC4/commune");
    }

    [Fact]
    public void Confirmed_by_its_reader_the_common_grid_leads_on_and_asks_nothing_more_until_it_is_changed()
    {
        var work = Common(PairStage.Reconciling);
        work.Find("[data-submit]").HasAttribute("hidden").ShouldBeFalse();
        work.Find("[data-next]").ClassList.ShouldNotContain("primary");

        var confirmed = Common(PairStage.WaitingForConfirmation);
        confirmed.Find("[data-submit]").ShouldSatisfyAllConditions(l => l.HasAttribute("hidden").ShouldBeTrue(), l => l.HasAttribute("data-confirmed").ShouldBeTrue("a change shows it again"));
        confirmed.Find("[data-next]").ShouldSatisfyAllConditions(l => l.ClassList.ShouldContain("primary"), l => l.TextContent.ShouldBe("Bloc suivant\u00A0: BC5"));

        IRenderedComponent<GridWork> Common(PairStage stage)
        {
            var grid = new TestGrid(SourceKind.Commission).ReadAsPair("C8.1", new(Rating.Acquired, null), new(Rating.Acquired, null), stage);
            return Render<GridWork>(p => p.Add(w => w.Grid, grid).Add(w => w.Next, ("/ma-journee/oral/BC5", "Bloc suivant\u00A0: BC5")));
        }
    }

    [Fact]
    public void What_differed_is_to_be_settled_until_it_is()
    {
        var test = new TestGrid(SourceKind.Commission);
        Told().ShouldContain("1\u00A0avis différent à trancher ensemble.");
        test.With("C8.1", Rating.InProgress);
        Told().ShouldContain("à trancher", customMessage: "its comment is still due");
        test.With("C8.1", Rating.InProgress, "Vu ensemble.");
        Told().ShouldStartWith("1\u00A0avis différent, tranché. Le jury ne verra que cette grille");

        string Told() => Render<PairNote>(p => p.Add(n => n.Grid, test.ReadAsPair("C8.1", new(Rating.NotAcquired, "Confond."), new(Rating.Acquired, null)))).Find(".note div").TextContent.Trim();
    }

    [Fact]
    public void Where_both_rated_alike_it_says_so()
    {
        var grid = new TestGrid(SourceKind.Commission).ReadAsPair("C8.1", new(Rating.Acquired, null), new(Rating.Acquired, null));
        Render<GridWork>(p => p.Add(w => w.Grid, grid)).Find("[id='C8.1'] .opinions").TextContent.ShouldContain("D’accord");
        Render<PairNote>(p => p.Add(n => n.Grid, grid)).Markup.ShouldContain("Vous êtes d’accord sur toutes les appréciations.");
    }

    private IRenderedComponent<GridWork> Open(TestGrid test, bool blind = false) =>
        Render<GridWork>(p => p.Add(w => w.Grid, test.Read()).Add(w => w.Blind, blind).Add(w => w.Save, "/saisie").Add(w => w.SignHref, "/remise"));
}
