using Bunit;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

public sealed class ImportComponentTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 11, 26, 13, 31, 0, TimeSpan.Zero);

    [Fact]
    public void Every_error_stands_with_its_line_its_value_and_its_remedy_and_saving_is_locked_with_its_reason()
    {
        var page = Render<ImportOutcome>(p => p.Add(x => x.Import, View(ImportStatus.ToCorrect, Problem(12, "siret", "012", false), Problem(47, "numero_secu", "masqué", false), Problem(50, "courriel_tuteur", "", true))).Add(x => x.Again, "/la"));

        page.FindAll("tbody tr").Select(r => r.QuerySelector("th")!.TextContent).ShouldBe(["12", "47", "50"]);
        page.FindAll("code.empty").Select(c => c.TextContent).ShouldBe(["masqué", "vide"]);
        var locked = page.Find("button[aria-disabled]");
        (locked.TextContent, page.Find("#" + locked.GetAttribute("aria-describedby")).TextContent).ShouldBe(("Enregistrer les 500 inscriptions", "Rien n’est enregistré. Corrigez 12\u00A0lignes, puis déposez le fichier de nouveau."));
        page.Find("a[download]").GetAttribute("href").ShouldEndWith("/erreurs");
        page.FindAll("p.hint").ShouldContain(p => p.TextContent.Contains("remettez-les à leur place dans le fichier complet", StringComparison.Ordinal), "a smaller file by itself would save its own lines only");
    }

    [Fact]
    public void Headings_filter_and_long_lists_are_paged()
    {
        var view = View(ImportStatus.ToCorrect, Problem(12, "siret", "012", false)) with { Topics = [("Identité", 300), ("Entreprise", 1)], Matching = 301 };
        var list = Render<ImportProblems>(p => p.Add(x => x.Import, view).Add(x => x.Topic, "Identité").Add(x => x.Page, 1));
        list.FindAll(".chips a").Select(a => a.TextContent.Trim()).ShouldBe(["Toutes 301", "Identité 300", "Entreprise 1"]);
        list.Find(".chips a[aria-current]").TextContent.ShouldStartWith("Identité");
        list.FindAll("nav a").Select(a => a.TextContent).ShouldBe(["Précédentes"]);
        list.Find("nav .meta").TextContent.ShouldBe("201 à 301 sur 301");
    }

    [Fact]
    public void The_title_says_what_its_tabs_count()
    {
        (Title(false, false), Title(false, true), Title(true)).ShouldBe((("Toutes les erreurs", "Toutes 2"), ("Toutes les erreurs, et 1\u00A0point à vérifier", "Tout 2"), ("À vérifier", "Tout 1")));

        (string, string) Title(params bool[] warnings)
        {
            var list = Render<ImportProblems>(p => p.Add(x => x.Import, View(ImportStatus.ToCorrect, [.. warnings.Select(w => Problem(12, "siret", "012", w))])));
            return (list.Find("h2").TextContent, list.Find(".chips a").TextContent.Trim());
        }
    }

    [Fact]
    public void A_sound_file_offers_one_act_and_says_what_it_does()
    {
        var asked = 0;
        var page = Render<ImportOutcome>(p => p.Add(x => x.Import, View(ImportStatus.Sound) with { Outcome = "288 en option production" }).Add(x => x.Again, "/la").Add(x => x.OnSave, () => asked++));
        page.Find("button.primary").TextContent.ShouldBe("Enregistrer les 500 inscriptions");
        page.Find("button.primary").Click();
        asked.ShouldBe(1);
        page.Find("p").TextContent.ShouldBe("500\u00A0lignes prêtes. 288 en option production");
    }

    [Theory]
    [InlineData(ImportStatus.Checking, "en cours", "possible quand aucune erreur ne reste")]
    [InlineData(ImportStatus.ToCorrect, "500\u00A0lignes vérifiées à 14:32, 14\u00A0erreurs à corriger", "possible quand aucune erreur ne reste")]
    [InlineData(ImportStatus.Sound, "500\u00A0lignes vérifiées à 14:32, aucune erreur", "500\u00A0dossiers, ou aucun")]
    [InlineData(ImportStatus.Saved, "500\u00A0lignes vérifiées à 14:32, aucune erreur", "fait le 26/11/2026 à 14:33")]
    public void The_phases_say_where_the_file_stands(ImportStatus status, string first, string second)
    {
        var view = View(status) with { Errors = status == ImportStatus.ToCorrect ? 14 : 0, Job = new(status == ImportStatus.Checking ? JobState.Running : JobState.Succeeded, 0, 0, null, false) };
        var metas = Render<ImportPhases>(p => p.Add(x => x.Import, view)).FindAll(".meta").Select(m => m.TextContent).ToList();
        metas[0].ShouldBe(first);
        metas[1].ShouldContain(second);
    }

    [Fact]
    public async Task Work_under_way_asks_again_until_the_page_shows_something_else()
    {
        var (read, stopped) = (new TaskCompletionSource(), 0);
        var work = Render<LongWork>(p => p.Add(x => x.Title, "Vérification en cours").Add(x => x.Done, 312).Add(x => x.Total, 500).Add(x => x.Text, "312 lignes sur 500").Add(x => x.OnRefresh, () => read.TrySetResult()).Add(x => x.OnStop, () => stopped++));
        work.Find(".n").TextContent.ShouldBe("312 lignes sur 500");
        work.Find("button").Click();
        stopped.ShouldBe(1);
        await read.Task;
    }

    [Fact]
    public void The_columns_explain_themselves()
    {
        var columns = Render<TableColumns>(p => p.Add(x => x.Caption, "Colonnes").Add(x => x.Format, new TableFormat("inscriptions", [new("nom", "Nom\u00A0: tel que sur la pièce.", "MARTIN", "Identité", true), new("nom_usage", "S’il est différent.", "", "Identité")])));
        columns.FindAll("tbody th").Select(t => t.TextContent.Trim()).ShouldBe(["nom", "nom_usage facultative"]);
    }

    private static ImportView View(ImportStatus status, params TableProblem[] problems) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "Automne 2021", "RNCP31391", "inscriptions.csv", "point-virgule, Windows-1252", false, status,
        500, 12, problems.Count(p => !p.Warning), problems.Count(p => p.Warning), null, At, At.AddMinutes(1), At.AddMinutes(2), new(JobState.Succeeded, 500, 500, null, false),
        [.. problems.GroupBy(p => p.Topic).Select(g => (g.Key, g.Count()))], problems.Length, problems);

    private static TableProblem Problem(int line, string column, string value, bool warning) => TableProblem.Of(line, column, value, "Ce qui ne va pas", "Ce qu’il faut faire", "Entreprise") with { Warning = warning };
}
