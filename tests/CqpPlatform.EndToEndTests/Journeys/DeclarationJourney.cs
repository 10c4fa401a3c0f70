using System.Xml.Linq;
using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class DeclarationJourney(BrowserFixture browser)
{
    private static readonly XNamespace Cpf = "urn:cdc:cpf:pc5:schema:1.0.0";

    [Fact]
    public async Task Who_is_rejected_is_mended_from_the_message_and_goes_alone_into_the_next_file()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (world, fixture) = (stage.World, stage.Fixture);
        var campaign = await fixture.CreateCampaignAsync(world, "RNCP31391", "Déclarée");
        await fixture.CertifyAsync(world, campaign, TestData.ProductionChoice, "Ambrosini", "Berger", "Vasquez");

        var certifier = await stage.SignedInAsync(world.Manager);
        await certifier.GoAsync("/");
        await certifier.SeesAsync("Déclarer 3 titulaires à la Caisse des Dépôts");
        await certifier.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Déclarer") }).Last.ClickAsync();
        await certifier.HeadingAsync("Déclarations");
        await certifier.ClickAsync("Écrire le fichier de 3 déclarations");
        await certifier.SeesAsync("Le fichier est écrit et conforme au schéma");
        await certifier.CheckAsync();
        var first = await DownloadAsync(certifier);
        var ids = first.Descendants(Cpf + "passageCertification").ToDictionary(p => p.Descendants(Cpf + "nomNaissance").Single().Value, p => p.Element(Cpf + "idTechnique")!.Value);
        ids.Keys.Order().ShouldBe(["Ambrosini", "Berger", "Vasquez"]);

        await ReportAsync(certifier, TestData.ReturnReport(Flux(first), [ids["Ambrosini"], ids["Vasquez"]], (ids["Berger"], "Aucun titulaire ne correspond : vérifier le nom de naissance")));
        await certifier.SeesAsync("2 déclarations acceptées, 1 rejetée");
        await certifier.SeesAsync("Aucun titulaire ne correspond");
        await certifier.CheckAsync();
        await certifier.Page.GetByRole(AriaRole.Link, new() { Name = "Nom de naissance" }).ClickAsync();
        await certifier.HeadingAsync("Rectifier l’identité");
        await certifier.LiveAsync();
        await certifier.Field("Nom de naissance").FillAsync("Bergé");
        await certifier.Page.GetByLabel("Document vu").SelectOptionAsync("IdentityCard");
        await certifier.Field("Vu le").FillAsync("20/11/2026");
        await certifier.Field("Motif").FillAsync("faute de saisie à l’inscription");
        await certifier.ClickAsync("Rectifier");
        await Assertions.Expect(certifier.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/rectification"));

        await certifier.GoAsync("/declarations");
        await certifier.SeesAsync("Corrigée, à renvoyer");
        await certifier.ClickAsync("Écrire le fichier de 1 déclaration");
        await certifier.SeesAsync("Le fichier est écrit et conforme au schéma");
        var second = await DownloadAsync(certifier);
        var passage = second.Descendants(Cpf + "passageCertification").ShouldHaveSingleItem();
        (passage.Element(Cpf + "idTechnique")!.Value, passage.Descendants(Cpf + "nomNaissance").Single().Value).ShouldBe((ids["Berger"], "Bergé"));
        await ReportAsync(certifier, TestData.ReturnReport(Flux(second), [ids["Berger"]]));
        await certifier.SeesAsync("Rien à déclarer");
        await certifier.CheckAsync();
    }

    private static string Flux(XDocument file) => file.Descendants(Cpf + "idFlux").Single().Value;

    /// <summary>The last file, as the browser receives it.</summary>
    private static async Task<XDocument> DownloadAsync(Person person)
    {
        var download = await person.Page.RunAndWaitForDownloadAsync(() => person.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Télécharger accrochage-") }).First.ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        return await XDocument.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken);
    }

    private static Task ReportAsync(Person person, byte[] report) =>
        person.Page.GetByLabel("Fichier du compte rendu (XML)").SetInputFilesAsync(new FilePayload { Name = "compte-rendu.xml", MimeType = "application/xml", Buffer = report });
}
