using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>Who is enrolled, as typed.</summary>
public sealed record TypedCandidate(string BirthName, string FirstNames, string Engagement, string? TutorEmail = null);

/// <summary>Enrolling a candidate at the organisation's screen, and answering at the certifier's.</summary>
public sealed class EnrolmentPages(Person person)
{
    private IPage Page => person.Page;

    public ILocator Refusals => Page.GetByRole(AriaRole.Alert);

    /// <summary>Starts the file from the list of open campaigns.</summary>
    public async Task StartAsync(Guid campaignId, TypedCandidate candidate)
    {
        await person.GoAsync("/inscriptions");
        await Page.Locator($"a[href='/inscriptions/nouvelle/{campaignId}']").First.ClickAsync();
        await person.HeadingAsync("Inscrire un candidat");
        await person.Field("Civilité").SelectOptionAsync(new SelectOptionValue { Label = "Madame" });
        await person.Field("Nom de naissance").FillAsync(candidate.BirthName);
        await person.Field("Prénoms").FillAsync(candidate.FirstNames);
        await person.Field("Date de naissance").FillAsync("14/03/1994");
        await person.Field("Commune de naissance").FillAsync("Ajaccio");
        await person.Field("Commune de naissance").PressAsync("Tab");
        await person.ClickAsync("Commencer le dossier");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "2. Parcours" })).ToBeVisibleAsync();
        await person.CheckAsync();
    }

    /// <summary>Everything but the choice of blocks.</summary>
    public async Task FillAsync(TypedCandidate candidate, bool known = false)
    {
        if (!known) await person.Field("Code commune de naissance").FillAsync("2A004");
        await person.Field("Voie d’accès").SelectOptionAsync("ContinuingEducation");
        await person.Field("Entrée en parcours").FillAsync(candidate.Engagement);
        if (candidate.TutorEmail is null) return;
        await person.Field("SIRET de l’entreprise").FillAsync(TestData.NextSiret());
        await person.Field("Nom de l’entreprise").FillAsync("Assurances Maubreuil");
        await person.Field("Nom du tuteur").FillAsync("Garnier");
        await person.Field("Prénom du tuteur").FillAsync("Sylvie");
        await person.Field("Sa fonction").FillAsync("responsable production");
        await person.Field("Courriel du tuteur").FillAsync(candidate.TutorEmail);
    }

    public Task EngagedOnAsync(string date) => person.Field("Entrée en parcours").FillAsync(date);

    public async Task TakeOptionAsync(string label)
    {
        await Page.GetByRole(AriaRole.Radio, new() { Name = label }).CheckAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Radio, new() { Name = label })).ToBeCheckedAsync();
    }

    public Task TakeElectiveAsync(string block) => Page.GetByRole(AriaRole.Checkbox, new() { Name = block + " " }).CheckAsync();

    /// <summary>Sends a file in which nothing is missing.</summary>
    public async Task SendAsync()
    {
        await person.ClickAsync("Envoyer au certificateur");
        await person.HeadingAsync("Inscriptions");
        await person.SeesAsync("est envoyé au certificateur.");
        await person.SeesAsync("Chez le certificateur");
    }

    /// <summary>Sends, and expects to be told what is wrong.</summary>
    public async Task SendRefusedAsync(string rule)
    {
        await person.ClickAsync("Envoyer au certificateur");
        await Assertions.Expect(Refusals.First).ToContainTextAsync(rule);
        await person.CheckAsync();
    }

    /// <summary>At the certifier's screen: the one file that waits, accepted.</summary>
    public async Task AcceptAsync(Guid campaignId, string name)
    {
        await person.GoAsync($"/campagnes/{campaignId}/inscriptions");
        await person.SeesAsync("Toutes les règles sont satisfaites.");
        await person.ClickAsync("Accepter");
        await person.SeesAsync($"Inscription de {name} acceptée.");
        await person.CheckAsync();
    }
}
