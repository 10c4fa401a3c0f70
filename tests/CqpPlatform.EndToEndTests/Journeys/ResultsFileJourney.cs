using CqpPlatform.TestCommon;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>An organisation brings its results in a file: wrong once, told where, then right and written whole.</summary>
public sealed class ResultsFileJourney(BrowserFixture browser)
{
    [Fact]
    public async Task A_file_is_checked_given_back_with_its_errors_and_saved_once_it_is_right()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await stage.Fixture.CreateEvaluationAsync(stage.World, "RNCP31391", "Par fichier");
        var person = await stage.SignedInAsync(stage.World.Secretary);
        await person.GoAsync("/evaluations");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Saisir les résultats par fichier" }).ClickAsync();
        await person.HeadingAsync("Résultats par fichier");
        await person.LiveAsync();
        var model = await (await person.Page.APIRequest.GetAsync($"{new Uri(person.Page.Url).GetLeftPart(UriPartial.Authority)}/evaluations/fichier/{campaign.Id}/modele.csv")).TextAsync();

        await GiveAsync(person, Filled(model, "Excellent"));
        await person.ClickAsync("Vérifier le fichier");
        await person.SeesAsync("Valeur inconnue");
        await person.CheckAsync();
        var back = await person.Page.RunAndWaitForDownloadAsync(() => person.ClickAsync("Reprendre le fichier annoté"));
        back.SuggestedFilename.ShouldBe("resultats-erreurs.csv");
        (await File.ReadAllTextAsync(await back.PathAsync())).ShouldContain("Valeur inconnue");

        await GiveAsync(person, Filled(model, "Acquis"));
        await person.ClickAsync("Vérifier le fichier");
        await person.SeesAsync("Aucune erreur");
        await person.ClickAsync("Enregistrer la saisie");
        await person.SeesAsync("Il reste à relire les grilles et à les remettre.");
        await person.CheckAsync();
        await using var db = await stage.Fixture.Database.OpenAsync(stage.World.TenantId);
        (await db.Evaluations.Where(e => e.EnrolmentId == enrolment.Id).SelectMany(e => e.Ratings).CountAsync(r => r.Rating != null)).ShouldBe(1);
    }

    private static Task GiveAsync(Person person, string text) => person.Field("Fichier des résultats").SetInputFilesAsync(new FilePayload { Name = "resultats.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });

    // The model's line of C8.1 ends with two empty cells.
    private static string Filled(string model, string answer) =>
        string.Join("\r\n", model.Split('\n').Select(l => l.TrimEnd('\r')).Select(l => l.Contains(";BC4;C8.1;", StringComparison.Ordinal) ? $"{l.TrimEnd(';')};{answer};" : l));
}
