using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>Pages with their errors shown and their dialogs open.</summary>
public sealed class FormStatesJourney(BrowserFixture browser)
{
    [Fact]
    public async Task Empty_forms_say_what_is_missing_and_dialogs_open_soundly()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (world, fixture) = (stage.World, stage.Fixture);
        var open = await fixture.CreateCampaignAsync(world, "RNCP31391", "Aux inscriptions");
        var draft = await fixture.WriteEnrolmentAsync(world.Secretary, open, "Ambrosini", new(null, []));
        var (evaluated, enrolment, _) = await fixture.CreateEvaluationAsync(world, "RNCP31391", "Aux évaluations");
        await fixture.EvaluateAsync(world, enrolment);
        var certifier = await stage.SignedInAsync(world.Manager);
        await RefusedAsync(certifier, "/campagnes/nouvelle", "Ouvrir aux inscriptions", "Choisissez la certification.");
        await RefusedAsync(certifier, "/cles-interface", "Créer la clé", "La clé n’a pas été créée");
        await RefusedAsync(certifier, $"/candidats/{enrolment.CandidateId}/rectification", "Rectifier", "L’identité n’a pas été rectifiée");
        await DialogAsync(certifier, $"/campagnes/{open.Id}", "Revenir à l’étape précédente", "Revenir en arrière", "Indiquez le motif");
        await DialogAsync(certifier, $"/campagnes/{evaluated.Id}/evaluations/{enrolment.Id}/BC4/tuteur", "Rouvrir", "Rouvrir", "Indiquez le motif");
        var organisation = await stage.SignedInAsync(world.Secretary);
        await RefusedAsync(organisation, $"/inscriptions/nouvelle/{open.Id}", "Commencer le dossier", "Le dossier n’est pas encore commencé");
        await RefusedAsync(organisation, $"/inscriptions/{draft.EnrolmentId}", "Envoyer au certificateur", "Option : aucune n’est choisie.");
        await DialogAsync(organisation, $"/inscriptions/{draft.EnrolmentId}", "Supprimer le brouillon", null, "sera effacé");
    }

    private static async Task RefusedAsync(Person person, string path, string button, string message)
    {
        await person.GoAsync(path);
        await person.ClickAsync(button);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync(message);
        await person.CheckAsync();
    }

    private static async Task DialogAsync(Person person, string path, string button, string? confirm, string message)
    {
        await person.GoAsync(path);
        await person.ClickAsync(button);
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        if (confirm is not null) await dialog.GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync(message);
        await person.CheckAsync();
    }
}
