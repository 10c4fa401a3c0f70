using Bunit;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Campaigns.CampaignMatrix;

namespace CqpPlatform.Web.Tests.Features.Campaigns;

/// <summary>The matrix as it is read: what filters keep, what the table counts, what the strip says.</summary>
public class MatrixTests : BunitContext
{
    public MatrixTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    private static readonly Guid Corvalle = Guid.NewGuid(), Orlandre = Guid.NewGuid();
    private static readonly IReadOnlyList<ResultMark> Marks = ResultMark.Of(RatingScale.Default);

    [Fact]
    public void Filters_keep_rows_and_columns_and_what_is_counted_follows()
    {
        var view = View();
        Names(new(Name: "lefevre")).ShouldBe(["LEFÈVRE Camille"]);
        Names(new(Organisation: Orlandre)).ShouldBe(["ZIMMER Gaspard"]);
        Names(new(State: "s-late")).ShouldBe(["MARCHAND Léa", "ZIMMER Gaspard"]);

        var tutors = new MatrixFilter(Block: "BC2", Source: SourceKind.Tutor).Of(view);
        tutors.Blocks.ShouldHaveSingleItem().Sources.ShouldHaveSingleItem().Source.ShouldBe(SourceKind.Tutor);
        tutors.Groups[0].Rows[1].Required.ShouldBe(1);
        tutors.Late.Select(c => c.Row.Name).ShouldBe(["MARCHAND Léa"]);

        IEnumerable<string> Names(MatrixFilter filter) => filter.Of(view).Groups.SelectMany(g => g.Rows).Select(r => r.Name);
    }

    [Fact]
    public void A_reopened_grid_that_is_late_is_found_as_reopened_and_as_late_and_is_told_so()
    {
        var view = View();
        var row = view.Groups[1].Rows[0];
        var late = row with { Cells = [row.Cells[0] with { State = CellState.Reopened, Late = true, Result = null }, .. row.Cells.Skip(1)] };
        view = view with { Groups = [view.Groups[0], view.Groups[1] with { Rows = [late] }] };

        Names("s-reopen").ShouldBe(["ZIMMER Gaspard"]);
        Names("s-late").ShouldBe(["MARCHAND Léa", "ZIMMER Gaspard"]);
        Render<MatrixTable>(p => p.Add(t => t.View, view).Add(t => t.OnChoose, _ => Task.CompletedTask)).FindAll("a.c").Select(a => a.GetAttribute("aria-label"))
            .ShouldContain("ZIMMER Gaspard, BC1, organisme de formation : rouverte, en retard");
        Render<MatrixInspect>(p => p.Add(i => i.View, view).Add(i => i.Chosen, new(late, late.Cells[0]))).Find(".inspect strong.late").TextContent.ShouldBe("rouverte, en retard de 5\u00a0jours");

        IEnumerable<string> Names(string state) => new MatrixFilter(State: state).Of(view).Groups.SelectMany(g => g.Rows).Select(r => r.Name);
    }

    [Fact]
    public void The_table_has_one_tab_stop_counts_each_column_and_reminds_organisation_by_organisation()
    {
        var view = View();
        var table = Render<MatrixTable>(p => p.Add(t => t.View, view).Add(t => t.OnChoose, _ => Task.CompletedTask));

        table.FindAll("tbody [tabindex='0']").ShouldHaveSingleItem().GetAttribute("aria-label")!.ShouldStartWith("LEFÈVRE Camille, BC1, organisme de formation");
        table.FindAll("tfoot td").Select(c => c.TextContent).ShouldBe(["5/10", "3/3", "2/3", "0/2", "0/2"]);
        table.FindAll("tr.grp a").Select(a => a.GetAttribute("href")!.Split('=')[1]).ShouldBe([Corvalle.ToString(), Orlandre.ToString()]);
        table.FindAll("td .res").Select(r => r.TextContent).ShouldBe(["A", "E", "N", "A", "A"]);

        table.Find("tr.grp button").Click();
        table.FindAll("tbody tr:not(.grp)").Count.ShouldBe(1);
        table.Render(p => p.Add(t => t.View, new MatrixFilter(Block: "BC2").Of(view)));
        table.FindAll("tbody tr:not(.grp)").Count.ShouldBe(1, "what was folded stays folded under a filter");
        table.FindAll("tbody tr:not(.grp) a.c").Select(a => a.GetAttribute("aria-label")!.Split(',')[1].Trim()).ShouldBe(["BC2", "BC2"]);

        table.Render(p => p.Add(t => t.View, new MatrixFilter(Name: "personne").Of(view)));
        table.Find(".empty button").TextContent.ShouldBe("Retirer les filtres");
        table.Render(p => p.Add(t => t.View, view));
        table.FindAll("tbody tr:not(.grp)").Count.ShouldBe(1, "nor does a filter that left nobody unfold it");
    }

    [Fact]
    public void The_chosen_cell_says_who_owes_it_since_when_and_what_can_be_done()
    {
        var view = View();
        var strip = Render<MatrixInspect>(p => p.Add(i => i.View, view));
        strip.Find(".inspect").TextContent.ShouldContain("La case choisie s’explique ici");

        var tutor = Guid.NewGuid();
        strip.Render(p => p.Add(i => i.Chosen, view.Late[0]).Add(i => i.Detail, new MatrixCellDetail("GARNIER Sylvie, Cabinet Aurélane", tutor, ["lien envoyé le 18/10/2021"])));
        strip.Find(".inspect p").TextContent.ShouldBe("MARCHAND Léa, BC2, tuteur\u00a0: en retard de 5\u00a0jours (attendue le 12/11/2021)");
        strip.Find("a.primary").GetAttribute("href").ShouldBe($"/relances/{view.Id}?relancer={tutor}");

        strip.Render(p => p.Add(i => i.Chosen, new(view.Groups[0].Rows[0], view.Groups[0].Rows[0].Cells[1])).Add(i => i.Detail, null));
        strip.Find(".inspect strong + strong, .inspect p strong:last-child").TextContent.ShouldBe("remise, En cours");
        strip.FindAll("a.primary").ShouldBeEmpty();

        var row = view.Groups[0].Rows[0];
        strip.Render(p => p.Add(i => i.Chosen, new(row, row.Cells[1] with { State = CellState.Reopened, Result = null })));
        strip.Find(".inspect p strong:last-child").TextContent.ShouldBe("rouverte");
        strip.Find(".inspect p").TextContent.ShouldEndWith("(attendue le 12/11/2021)", customMessage: "it is owed again");
    }

    [Fact]
    public void The_legend_has_the_words_of_a_grid_s_state_and_its_own_for_the_rest() =>
        Render<MatrixLegend>(p => p.Add(l => l.Results, Marks)).FindAll(".ink-2").Select(w => w.TextContent)
            .ShouldBe(["Remise et verrouillée", "Brouillon", "À commencer", "Oral planifié", "Rouverte", "En retard", "Acquis antérieurement"]);

    [Fact]
    public void Once_sealed_the_next_step_is_the_documents_then_the_close()
    {
        var judged = View() with { Status = CampaignStatus.Deliberation, Progress = CampaignProgress.Nothing with { SealedSessions = 1 } };

        Primary(judged with { Judged = new(DocumentsWait: true, ResultsKept: true, new DateTimeOffset(2021, 12, 10, 11, 0, 0, TimeSpan.Zero)) }).ShouldBe(("Délivrer les documents", true));
        Primary(judged).ShouldBe(("Clore la campagne", false));
        Render<StepPanel>(p => p.Add(s => s.View, judged with { Status = CampaignStatus.Closed })).FindAll("a").Select(a => a.GetAttribute("href")).ShouldContain($"/documents?campagne={judged.Id}", "a closed campaign leads to its documents");

        (string, bool) Primary(CampaignMatrixView view)
        {
            var panel = Render<StepPanel>(p => p.Add(s => s.View, view));
            return (panel.FindAll(".btn.primary")[0].TextContent, panel.Markup.Contains("Résultats retenus jusqu’au 10/12/2021 à 12:00.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Opening_evaluations_says_first_which_enrolments_it_leaves_behind_and_what_becomes_of_them()
    {
        var opened = new List<int>();
        var view = View() with { Status = CampaignStatus.EnrolmentOpen, Progress = CampaignProgress.Nothing with { AcceptedEnrolments = 3, ReturnedEnrolments = 2, DraftEnrolments = 1 } };
        var panel = Render<StepPanel>(p => p.Add(s => s.View, view).Add(s => s.OnAdvance, opened.Add));
        panel.Find("section .btn.primary").Click();
        opened.ShouldBeEmpty("it is asked first");
        var asked = panel.FindAll("dialog")[1];
        asked.TextContent.ShouldContain("Sans acceptation à ce jour\u00a0: 2\u00a0inscriptions renvoyées pour correction et 1\u00a0brouillon non envoyé.");
        asked.TextContent.ShouldContain("vous ne pouvez plus les accepter\u00a0: ces candidats ne seront ni évalués");
        asked.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/campagnes/{view.Id}/inscriptions");
        panel.FindAll("dialog")[1].QuerySelector(".btn.primary")!.Click();
        opened.ShouldBe([3]);

        panel.Render(p => p.Add(s => s.View, view with { Progress = CampaignProgress.Nothing with { AcceptedEnrolments = 3 } }));
        panel.Find("section .btn.primary").Click();
        opened.ShouldBe([3, 0], "nobody is left behind, and nothing is asked");
    }

    [Fact]
    public void Two_levels_that_begin_alike_are_told_apart_by_their_rank()
    {
        var scale = new RatingScale([new(Rating.Acquired, "Maîtrisé", "Maîtrisé", true, false), new(Rating.InProgress, "Moyen", "Moyen", false, true)]);
        ResultMark.Of(scale).Select(m => m.Letter).ShouldBe(["1", "2"]);
        Marks.Select(m => m.Letter).ShouldBe(["A", "E", "N"]);
    }

    private static CampaignMatrixView View()
    {
        SourceRequirement[] sources = [new(SourceKind.TrainingOrganisation, "Organisme de formation", "l’organisme de formation"), new(SourceKind.Tutor, "Tuteur", "le tuteur")];
        var day = new DateOnly(2021, 11, 12);
        return new(Guid.NewGuid(), "Automne 2021", "RNCP31391", "Gestionnaire", "référentiel du 19/04/2017", CampaignStatus.Evaluation, new CampaignDates(day.AddMonths(-4), day, day.AddMonths(1), day.AddMonths(2)), day.AddDays(5),
            [new("BC1", "Exercer son rôle", "Blocs communs", sources), new("BC2", "Assurer le relais", "Blocs communs", sources)],
            [
                new(Corvalle, "Institut Corvalle", [Row("LEFÈVRE Camille", "AE--"), Row("MARCHAND Léa", "NA+L")]),
                new(Orlandre, "Campus Orlandre", [Row("ZIMMER Gaspard", "AL+o")]),
            ], Marks, 2, 0, CampaignProgress.Nothing, false, day);
    }

    /// <param name="cells">A letter for a result, L late, o to start, + a draft, - out of choice: BC1 organisation, BC1 tutor, BC2 organisation, BC2 tutor.</param>
    private static MatrixRow Row(string name, string cells) => new(Guid.NewGuid(), Guid.NewGuid(), name, null,
    [
        .. cells.Select((c, i) => new MatrixCell(i < 2 ? "BC1" : "BC2", i % 2 == 0 ? SourceKind.TrainingOrganisation : SourceKind.Tutor,
            c switch { '-' => CellState.OutOfChoice, 'L' or 'o' => CellState.ToStart, '+' => CellState.Draft, _ => CellState.Submitted }, c == 'L', Marks.FirstOrDefault(m => m.Letter[0] == c), null)),
    ]);
}
