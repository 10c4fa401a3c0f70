using System.Text;
using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class ImportJourney(BrowserFixture browser)
{
    [Fact]
    public async Task A_file_with_faults_is_explained_then_its_corrected_version_is_saved_whole()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var campaign = await stage.Fixture.CreateCampaignAsync(stage.World, "RNCP31391", "Automne 2021");
        var secretary = await stage.SignedInAsync(stage.World.Secretary);
        var page = secretary.Page;

        await secretary.GoAsync("/inscriptions");
        await page.GetByRole(AriaRole.Link, new() { Name = "Importer un fichier" }).First.ClickAsync();
        await secretary.HeadingAsync("Importer des inscriptions");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Modèle Excel" })).ToBeVisibleAsync();
        await secretary.LiveAsync();
        await secretary.ClickAsync("Vérifier le fichier");
        await secretary.SeesAsync("Choisissez d’abord le fichier rempli.");
        await secretary.CheckAsync();

        await page.GetByLabel("Les garder en brouillon").CheckAsync();
        await GiveAsync(secretary, TestImports.Csv(20).Replace("BC8 BC9", "BC9"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Toutes les erreurs" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(7);
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("blocs_optionnels");
        await secretary.CheckAsync();
        var back = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Télécharger le fichier annoté" }).ClickAsync());
        back.SuggestedFilename.ShouldBe("candidats-erreurs.csv");

        await page.GetByRole(AriaRole.Link, new() { Name = "Déposer le fichier corrigé" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Déposer le fichier corrigé, à la place de « candidats.csv »" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Les garder en brouillon")).ToBeCheckedAsync();
        await page.GetByLabel("Envoyer les dossiers au certificateur").CheckAsync();
        await GiveAsync(secretary, TestImports.Csv(20));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Aucune erreur" })).ToBeVisibleAsync();
        await secretary.CheckAsync();
        await secretary.ClickAsync("Enregistrer les 20 inscriptions");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Import enregistré" })).ToBeVisibleAsync();
        await secretary.CheckAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir les inscriptions" }).ClickAsync();
        await Assertions.Expect(page.Locator("#g-Submitted .count")).ToHaveTextAsync("20");

        // Found again later, by anybody of the organisation.
        await secretary.GoAsync($"/inscriptions/importer/{campaign.Id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fichiers déjà déposés" })).ToBeVisibleAsync();
        await secretary.SeesAsync("Abandonné");
        await secretary.CheckAsync();
    }

    private static async Task GiveAsync(Person secretary, string text)
    {
        await secretary.LiveAsync();
        await secretary.Page.SetInputFilesAsync("#fichier", new FilePayload { Name = "candidats.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await secretary.ClickAsync("Vérifier le fichier");
    }
}
