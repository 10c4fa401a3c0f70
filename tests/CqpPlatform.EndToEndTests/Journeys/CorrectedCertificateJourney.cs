using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class CorrectedCertificateJourney(BrowserFixture browser)
{
    [Fact]
    public async Task A_name_is_rectified_the_certificate_corrected_and_whoever_verifies_the_old_one_learns_it()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var story = await stage.Fixture.IssueAsync();
        await stage.Fixture.GivePasswordsAsync(story.World);
        await stage.Fixture.RenameAsync(story.World, story.Whole, "Lefebvre");

        var certifier = await stage.SignedInAsync(story.World.Manager);
        await certifier.GoAsync($"/candidats/{story.Whole.CandidateId}");
        await certifier.SeesAsync("imprime l’ancienne identité");
        await certifier.GoAsync($"/candidats/{story.Whole.CandidateId}/registre");
        await certifier.GoAsync("/documents/passerelles");
        await certifier.GoAsync($"/documents/{story.Certificate.Id}/suivi");
        await certifier.SeesAsync("L’identité du candidat a été rectifiée depuis.");
        await certifier.ClickAsync("Délivrer un document corrigé");
        await certifier.Field("Motif de la correction").FillAsync("pour corriger le nom du titulaire");
        await certifier.CheckAsync();
        await certifier.ClickAsync("Délivrer");
        await certifier.SeesAsync("Ce document annule et remplace");
        await certifier.SeesAsync("Léa, Anne LEFEBVRE");
        await certifier.CheckAsync();

        var anyone = await stage.PersonAsync(phone: true);
        await anyone.GoAsync($"/verification/{story.Certificate.Number}");
        await anyone.Field("Code de contrôle").FillAsync(story.Certificate.CheckCode!);
        await anyone.ClickAsync("Vérifier");
        await anyone.HeadingAsync("Certificat remplacé");
        await anyone.SeesAsync("pour corriger le nom du titulaire");
        await anyone.CheckAsync();
        var altered = (byte[])story.Certificate.Bytes.Clone();
        altered[^40] ^= 1;
        await new VerificationPage(anyone).CompareAsync(altered, "Fichier différent du document délivré.");
        await anyone.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Voir le document en vigueur") }).ClickAsync();
        await anyone.HeadingAsync("Certificat valide");
        await anyone.SeesAsync("Léa, Anne LEFEBVRE");
        await anyone.GoAsync("/verification");
        await new VerificationPage(anyone).CompareAsync(story.Certificate.Bytes, "Fichier identique au document délivré.");
    }
}
