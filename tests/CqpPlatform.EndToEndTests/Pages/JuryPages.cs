using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>Constituting a jury at the certifier's screen, deliberating at the president's.</summary>
public sealed class JuryPages(Person person)
{
    private IPage Page => person.Page;

    public async Task ConveneAsync(Guid campaignId)
    {
        await person.GoAsync($"/campagnes/{campaignId}/jury");
        // Held on the day of these journeys: a session does not open before its own.
        await person.Field("Date de la séance").FillAsync("21/11/2026");
        await person.Field("Lieu").FillAsync("10 rue Auber, 75009 Paris");
        await person.ClickAsync("Fixer la séance");
        await person.SeesAsync("Jury incomplet.");
        await person.CheckAsync();
    }

    /// <param name="college">The value of the list: Employees, Employers, Experts, TrainingOrganisation, QualifiedPersons.</param>
    /// <param name="signIn">As the list of sign-ins shows it: NOM Prénom, the member's own name then.</param>
    public async Task SeatAsync(string college, string name, bool presides = false, string? signIn = null, string? organisation = null, bool vice = false)
    {
        var form = Page.GetByRole(AriaRole.Form, new() { Name = "Donner un siège" });
        await form.Field("Collège").SelectOptionAsync(college);
        if (signIn is not null) await form.Field("Accès à la plateforme").SelectOptionAsync(new SelectOptionValue { Label = signIn });
        else
        {
            await form.Field("Nom").FillAsync(name);
            await form.Field("Prénom").FillAsync("Camille");
        }
        await form.Field("Qualité").FillAsync(presides ? "président de séance" : "membre");
        if (organisation is not null) await form.Field("Organisme de formation").SelectOptionAsync(new SelectOptionValue { Label = organisation });
        await form.Field("Présidence").SelectOptionAsync(new SelectOptionValue { Value = presides ? "president" : vice ? "vice" : "" });
        await person.ClickAsync("Donner ce siège");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = $"Retirer {signIn ?? name.ToUpperInvariant() + " Camille"}", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>The jury of the brokers' fiches: 5 + 5 + 2 + 1, a president and a vice-president.</summary>
    public async Task SeatBrokersAsync(string president, string vicePresident, string organisation)
    {
        await SeatAsync("Employees", "", presides: true, signIn: president);
        foreach (var name in new[] { "Aubry", "Bellec", "Carpentier", "Delorme" }) await SeatAsync("Employees", name);
        await SeatAsync("Employers", "", vice: true, signIn: vicePresident);
        foreach (var name in new[] { "Fauvel", "Guérin", "Hamon", "Imbert" }) await SeatAsync("Employers", name);
        foreach (var name in new[] { "Joubert", "Keller" }) await SeatAsync("Experts", name);
        await SeatAsync("TrainingOrganisation", "Lacombe", organisation: organisation);
    }

    /// <summary>The insurers' jury: as many employers as unions, a president in each college.</summary>
    public async Task SeatInsurersAsync(string employee, string employer)
    {
        await SeatAsync("Employees", "", presides: true, signIn: employee);
        foreach (var name in new[] { "Aubry", "Bellec" }) await SeatAsync("Employees", name);
        await SeatAsync("Employers", "", presides: true, signIn: employer);
        foreach (var name in new[] { "Estève", "Fauvel" }) await SeatAsync("Employers", name);
    }

    /// <summary>Opens the session, then records that everybody is there, but one who gave a proxy.</summary>
    /// <returns>The session's id.</returns>
    public async Task<Guid> OpenAsync(string? represented = null, string? holder = null)
    {
        await person.SeesAsync("Jury complet.");
        await person.CheckAsync();
        await person.ClickAsync("Ouvrir la séance");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/jury/"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Présence", Exact = true })).ToBeVisibleAsync();
        var members = Page.GetByRole(AriaRole.Group, new() { Name = "Présence de " });
        foreach (var name in await members.EvaluateAllAsync<string[]>("sets => sets.map(s => s.querySelector('legend').textContent.trim())"))
        {
            if (represented is not null && name.EndsWith(represented, StringComparison.Ordinal)) continue;
            var member = Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });
            await member.GetByRole(AriaRole.Radio, new() { Name = "Présent", Exact = true }).CheckAsync();
            // Kept, not only chosen: who is recorded too late is left out of the declarations below.
            await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { Has = member })).ToContainTextAsync(new Regex("reçue sur papier|signée à"));
        }
        if (represented is not null)
        {
            await Page.GetByRole(AriaRole.Group, new() { Name = $"Présence de {represented}", Exact = true }).GetByRole(AriaRole.Radio, new() { Name = "Représenté" }).CheckAsync();
            await person.Field("Représenté par").SelectOptionAsync(new SelectOptionValue { Label = holder });
        }
        await person.SeesAsync("Quorum atteint");
        await person.ClickAsync("Déclarations reçues sur papier");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Déclarations reçues sur papier" })).ToHaveCountAsync(0);
        await person.CheckAsync();
        return Guid.Parse(new Uri(Page.Url).Segments[^1]);
    }

    /// <summary>The president's day starts in the open session.</summary>
    public async Task EnterAsync(Guid sessionId)
    {
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex($"/jury/{sessionId}"));
        // The address changes while the page left is still shown, alive.
        await Assertions.Expect(Page).ToHaveTitleAsync(new Regex("^Jury du "));
        await person.LiveAsync();
        await person.CheckAsync();
    }

    public async Task AcceptUnanimousAsync(string blocks)
    {
        var opener = Page.GetByRole(AriaRole.Button, new() { Name = "Relire et accepter" });
        await opener.ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Accepter les propositions unanimes" })).ToBeFocusedAsync();
        // The block behind the panel hears none of the deciding keys: all of them are still to accept.
        await Page.Keyboard.PressAsync("v");
        await Page.Keyboard.PressAsync("Enter");
        await person.CheckAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = $"Valider ces {blocks}", Exact = true })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(opener).ToBeFocusedAsync();
        await opener.ClickAsync();
        await person.ClickAsync($"Valider ces {blocks}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Accepter les propositions unanimes" })).ToHaveCountAsync(0);
    }

    /// <summary>By the keyboard to the block that is to be deliberated, and Enter before any choice: the page says what to choose, in view, and decides nothing.</summary>
    public async Task EnterTooSoonAsync(string block)
    {
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).FocusAsync();
        await Page.Keyboard.PressAsync("d");
        var form = Page.GetByRole(AriaRole.Form, new() { Name = $"Décision sur {block}" });
        await Assertions.Expect(form.GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form.GetByRole(AriaRole.Status).Filter(new() { HasText = "Choisissez la décision" })).ToBeInViewportAsync();
        await person.CheckAsync();
    }

    /// <summary>The block before the jury, by a vote that is not unanimous.</summary>
    public async Task DecideAsync(string block, string outcome, string motive, int against = 1, string? recommendation = null)
    {
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Blocs de " }).GetByRole(AriaRole.Link, new() { Name = block }).ClickAsync();
        var form = Page.GetByRole(AriaRole.Form, new() { Name = $"Décision sur {block}" });
        await form.GetByRole(AriaRole.Radio, new() { NameRegex = new($"^{outcome}") }).CheckAsync();
        var voices = int.Parse(await form.Field("Pour").InputValueAsync(), CultureInfo.InvariantCulture);
        await form.Field("Pour").FillAsync($"{voices - against}");
        await form.Field("Contre").FillAsync($"{against}");
        await Assertions.Expect(form.GetByText("Majorité atteinte")).ToBeVisibleAsync();
        await form.Field("Motif").FillAsync(motive);
        if (recommendation is not null) await form.Field("Recommandation au candidat").FillAsync(recommendation);
        await person.ClickAsync("Décider, passer au suivant");
    }

    /// <summary>One president's password; with two presidents, the first one only confirms.</summary>
    public async Task SealAsync(bool lastToConfirm = true)
    {
        await person.SeesAsync("Tout est décidé");
        await person.ClickAsync("Clore la séance");
        await person.Field("Votre mot de passe").FillAsync(TestCommon.TestData.Password);
        await person.CheckAsync();
        await person.ClickAsync(lastToConfirm ? "Sceller le procès-verbal" : "Confirmer");
        await person.SeesAsync(lastToConfirm ? "Cette séance ne change plus." : "Votre confirmation est enregistrée.");
        await person.CheckAsync();
    }
}
