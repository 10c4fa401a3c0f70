using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>The certifier's campaign pages: opening, steps, commission.</summary>
public sealed class CampaignPages(Person person)
{
    private IPage Page => person.Page;

    /// <returns>The campaign's id, from the address it lands on.</returns>
    public async Task<Guid> OpenAsync(string certificationCode, string name, string? frozenOn = null)
    {
        await person.GoAsync("/campagnes");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Ouvrir une campagne" }).First.ClickAsync();
        await person.HeadingAsync("Ouvrir une campagne");
        await person.Field("Certification").SelectOptionAsync(certificationCode);
        if (frozenOn is not null) await person.SeesAsync($"Figée sur la version {frozenOn}");
        await person.Field("Nom de la campagne").FillAsync(name);
        await person.Field("Clôture des inscriptions").FillAsync("30/06/2027");
        await person.Field("Remise des évaluations").FillAsync("24/11/2027");
        await person.Field("Jury").FillAsync("09/12/2027");
        await person.Field("Clôture de la campagne").FillAsync("23/12/2027");
        await Assertions.Expect(Page.GetByRole(AriaRole.Checkbox, new() { Name = "Institut Corvalle" })).ToBeCheckedAsync();
        await person.CheckAsync();
        await person.ClickAsync("Ouvrir aux inscriptions");
        await StepAsync("Inscriptions");
        return Guid.Parse(new Uri(Page.Url).Segments[^1]);
    }

    public Task GoAsync(Guid campaignId) => person.GoAsync($"/campagnes/{campaignId}");

    /// <summary>Presses the one next step and waits for its name.</summary>
    public async Task AdvanceAsync(Guid campaignId, string button, string step)
    {
        await GoAsync(campaignId);
        await person.ClickAsync(button);
        await StepAsync(step);
    }

    public async Task PlanCommissionAsync(Guid campaignId, string examiner)
    {
        await person.GoAsync($"/campagnes/{campaignId}/commission");
        await person.Field("Date").FillAsync("17/11/2027");
        await person.Field("Premier oral").FillAsync("09:30");
        await person.Field("Lieu").FillAsync("10 rue Auber, Paris");
        await person.Field("Salle").FillAsync("Salle B");
        await person.Field("Examinateur").SelectOptionAsync(new SelectOptionValue { Label = examiner });
        await person.ClickAsync("Planifier");
        await person.SeesAsync("0 candidat sans oral");
        await person.CheckAsync();
    }

    private Task StepAsync(string step) => Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = step, Exact = true })).ToBeVisibleAsync();
}
