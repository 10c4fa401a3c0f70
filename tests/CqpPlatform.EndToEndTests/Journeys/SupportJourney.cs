using System.IO.Compression;
using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class SupportJourney(BrowserFixture browser)
{
    [Fact]
    public async Task The_operator_asks_the_certifier_lets_in_and_out_and_a_person_gets_a_copy_of_their_file()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (world, fixture) = (stage.World, stage.Fixture);
        var (_, enrolment, _) = await fixture.CreateEvaluationAsync(world, "RNCP31391", "Automne 2021");
        var account = await fixture.CreateOperatorAsync();
        await fixture.GivePasswordAsync(account.Id);
        var host = await stage.PersonAsync();
        await host.SignInAsync(account.Email!);
        await host.HeadingAsync("Certificateurs");
        await host.GoAsync("/candidats");
        await host.SeesAsync("Vous n’avez pas accès à cette page");

        await host.GoAsync("/exploitation");
        await host.Field("Certificateur").SelectOptionAsync(new SelectOptionValue { Label = "CPNE du courtage d’assurances" });
        await host.Field("Motif").FillAsync("Un document ne s’ouvre pas.");
        await host.ClickAsync("Envoyer la demande");
        await host.SeesAsync("La demande est partie");
        await host.CheckAsync();

        var manager = await stage.SignedInAsync(world.Manager);
        await manager.GoAsync("/acces-support");
        await manager.SeesAsync("Un document ne s’ouvre pas.");
        await manager.ClickAsync("Accorder en lecture seule");
        await manager.SeesAsync("DURAND Paul lit vos données");
        await manager.CheckAsync();

        await host.GoAsync("/exploitation");
        await host.ClickAsync("Lire les données de CPNE du courtage d’assurances");
        await host.HeadingAsync("Candidats");
        await host.LiveAsync();
        await host.SeesAsync("LEFÈVRE Léa");
        await host.CheckAsync();
        await Assertions.Expect(host.Page.GetByText("Données personnelles")).ToHaveCountAsync(0);

        await manager.ClickAsync("Mettre fin à l’accès");
        await manager.SeesAsync("Demandes passées");
        await host.Page.GetByRole(AriaRole.Link, new() { Name = "LEFÈVRE Léa" }).ClickAsync();
        await Assertions.Expect(host.Page.GetByText("LEFÈVRE Léa")).ToHaveCountAsync(0);

        await manager.GoAsync($"/candidats/{enrolment.CandidateId}/donnees-personnelles");
        var download = await manager.Page.RunAndWaitForDownloadAsync(() => manager.Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger le dossier" }).ClickAsync());
        await using var file = File.OpenRead((await download.PathAsync())!);
        await using var zip = new ZipArchive(file);
        zip.Entries.Select(e => e.FullName).ShouldBe(["dossier.html", "dossier.json"]);
    }
}
