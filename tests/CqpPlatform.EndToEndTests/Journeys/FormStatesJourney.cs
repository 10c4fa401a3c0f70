using System.Text.RegularExpressions;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Enrolments.Writing;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>Pages with their errors shown and their dialogs open, and where the focus is: on the errors, back on the button, on the heading of a page that is entered.</summary>
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
        await ReturnedAsync(certifier, $"/campagnes/{open.Id}/inscriptions", await SentAsync(stage, open, "Santoni"));
        await MatrixAsync(certifier, $"/campagnes/{evaluated.Id}");
        var organisation = await stage.SignedInAsync(world.Secretary);
        await EarlyAsync(organisation, $"/inscriptions/nouvelle/{open.Id}");
        await RefusedAsync(organisation, $"/inscriptions/nouvelle/{open.Id}", "Commencer le dossier", "Le dossier n’est pas encore commencé");
        await RefusedAsync(organisation, $"/inscriptions/{draft.EnrolmentId}", "Envoyer au certificateur", "Option : aucune n’est choisie.");
        await DialogAsync(organisation, $"/inscriptions/{draft.EnrolmentId}", "Supprimer le brouillon", null, "sera effacé");
        await EnteredAsync(organisation, "/inscriptions", "AMBROSINI");
        await EnteredAsync(certifier, "/campagnes", "Aux évaluations");
        await ToldAsync(certifier, $"/campagnes/{open.Id}", "Ouvrir les évaluations", "inscription");
    }

    private static async Task<string> SentAsync(Stage stage, Campaign campaign, string birthName)
    {
        var written = await stage.Fixture.WriteEnrolmentAsync(stage.World.Secretary, campaign, birthName, TestData.ProductionChoice);
        (await stage.Fixture.RunAsync<SubmitEnrolment, Result>(stage.World.Secretary, u => u.ExecuteAsync(written.EnrolmentId))).Message.ShouldBe("");
        return birthName.ToUpperInvariant();
    }

    // Without a reason the dialog asks for it; with one the file goes back, and what became of it is said.
    private static async Task ReturnedAsync(Person person, string path, string name)
    {
        await DialogAsync(person, path, "Renvoyer", "Renvoyer", "Indiquez le motif");
        await person.ClickAsync("Renvoyer");
        var dialog = person.Page.GetByRole(AriaRole.Dialog, new() { NameRegex = new(name) });
        await dialog.GetByLabel("Motif").FillAsync("Pièce d’identité illisible.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Renvoyer", Exact = true }).ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = new(name + ".* renvoyée à") })).ToBeVisibleAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await person.SeesAsync("Pièce d’identité illisible.");
        await person.CheckAsync();
    }

    // On a slow network a page is seen, and typed in, before its circuit stands.
    private static async Task EarlyAsync(Person person, string path)
    {
        var typed = new TaskCompletionSource();
        await person.Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });
        await person.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await person.Field("Commune de naissance").FillAsync("Bastia");
        await person.Field("Nom de naissance").FillAsync("Ambrosini");
        await person.Field("Nom de naissance").PressAsync("Enter");
        await Assertions.Expect(person.Page.Locator("a.skip")).ToHaveAttributeAsync("data-live", "false");
        typed.SetResult();
        await person.LiveAsync();
        await Assertions.Expect(person.Field("Nom de naissance")).ToHaveValueAsync("Ambrosini");
        await Assertions.Expect(person.Field("Nom de naissance")).ToBeFocusedAsync();
        await person.ClickAsync("Commencer le dossier");
        var summary = person.Page.GetByRole(AriaRole.Alert).First;
        await Assertions.Expect(summary).ToContainTextAsync("Choisissez la civilité.");
        await Assertions.Expect(summary).Not.ToContainTextAsync("nom de naissance");
        // A field that was left is left again: the list of places is closed.
        await Assertions.Expect(person.Field("Commune de naissance")).ToHaveValueAsync("Bastia");
        await Assertions.Expect(person.Field("Commune de naissance")).ToHaveAttributeAsync("aria-expanded", "false");
        await person.Page.UnrouteAsync("**/_blazor/negotiate**");
    }

    // The page shows another heading once it has read.
    private static async Task EnteredAsync(Person person, string from, string link)
    {
        await person.GoAsync(from);
        await person.Page.Locator("main").GetByRole(AriaRole.Link, new() { NameRegex = new(link) }).First.ClickAsync();
        await Assertions.Expect(person.Page).Not.ToHaveURLAsync(new Regex(from + "$"));
        await person.LiveAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
    }

    // A status is read out where its words come after it.
    private static async Task ToldAsync(Person person, string path, string button, string words)
    {
        await person.GoAsync(path);
        await person.Page.EvaluateAsync("""
            () => new MutationObserver((changes) => {
              for (const { target, oldValue } of changes) if (oldValue?.includes('hidden') && !target.style.visibility) document.body.dataset.said = target.closest('[role=status]').innerText;
            }).observe(document.body, { subtree: true, attributeFilter: ['style'], attributeOldValue: true })
            """);
        await person.ClickAsync(button);
        await Assertions.Expect(person.Page.Locator("body")).ToHaveAttributeAsync("data-said", new Regex(words));
    }

    // By the keyboard alone: the strip below follows the cell; then the other reading, and filters that leave nothing.
    private static async Task MatrixAsync(Person person, string path)
    {
        await person.GoAsync(path);
        var (cells, strip) = (person.Page.Locator("table.mx td a.c"), person.Page.GetByRole(AriaRole.Region, new() { Name = "Case choisie" }));
        await cells.First.FocusAsync();
        await person.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(cells.Nth(1)).ToBeFocusedAsync();
        await Assertions.Expect(strip).ToContainTextAsync("tuteur");
        await Assertions.Expect(strip).ToContainTextAsync("signée par GARNIER Sylvie");
        await person.CheckAsync();
        await person.Page.GetByLabel("Résultats").CheckAsync();
        await Assertions.Expect(person.Page.Locator("td .res").First).ToBeVisibleAsync();
        await person.CheckAsync();
        await person.Field("Candidat").FillAsync("personne de ce nom");
        await person.Field("Candidat").PressAsync("Enter");
        await person.SeesAsync("Aucun candidat ne correspond à ces filtres");
        await person.CheckAsync();
        await person.ClickAsync("Retirer les filtres");
        await Assertions.Expect(cells.First).ToBeVisibleAsync();
    }

    private static async Task RefusedAsync(Person person, string path, string button, string message)
    {
        await person.GoAsync(path);
        await person.ClickAsync(button);
        var summary = person.Page.GetByRole(AriaRole.Alert).First;
        await Assertions.Expect(summary).ToContainTextAsync(message);
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await person.CheckAsync();
        await person.NarrowAsync();
        var address = person.Page.Url;
        await summary.GetByRole(AriaRole.Link).First.ClickAsync();
        // An option is chosen among several: its field is all of them.
        await Assertions.Expect(person.Page.Locator("[aria-invalid=true]:focus, #Blocks:focus")).ToHaveCountAsync(1);
        person.Page.Url.ShouldBe(address, "the link of an error leads to its field, on the same page");
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
        await person.NarrowAsync();
        await person.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).ToBeFocusedAsync();
    }
}
