using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>The certifier's pages about versions: list, draft, comparison, publication.</summary>
public sealed class ReferentialPages(Person person)
{
    private IPage Page => person.Page;

    /// <summary>From the document to a draft that is a copy of it.</summary>
    public async Task CopyAsync(string code)
    {
        await person.GoAsync($"/referentiels/{code}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Versions" }).ClickAsync();
        await person.HeadingAsync($"Versions de {code}");
        await person.LiveAsync();
        await person.CheckAsync();
        await person.ClickAsync("Préparer une nouvelle version");
        await Assertions.Expect(Page.GetByText("Rien ne s’oppose à la publication.")).ToBeVisibleAsync();
        await person.LiveAsync();
        await person.CheckAsync();
    }

    public async Task TypeAsync(string label, string text)
    {
        await person.Field(label).FillAsync(text);
        await person.Field(label).BlurAsync();
        await Assertions.Expect(Page.Locator(".saved")).ToContainTextAsync("Enregistré à");
    }

    /// <summary>Goes to a part, and waits until it is there: a fault clicked meanwhile would lead into the part that goes.</summary>
    public async Task PartAsync(string name)
    {
        var link = Page.GetByRole(AriaRole.Navigation, new() { Name = "Parties du brouillon" }).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^" + Regex.Escape(name)) });
        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "page");
    }

    /// <summary>Follows a fault from wherever the editor is, and lands on its field.</summary>
    public async Task FollowFaultAsync(string fault, string label)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = fault }).ClickAsync();
        await Assertions.Expect(person.Field(label)).ToBeFocusedAsync();
        await person.CheckAsync();
    }

    /// <summary>Reads what publishing will do, then does it.</summary>
    public async Task PublishAsync(string running, string removed, string added)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Publier…" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Publier la version");
        await person.SeesAsync(running);
        await Assertions.Expect(Page.Locator("del").Filter(new() { HasText = removed })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("ins").Filter(new() { HasText = added })).ToBeVisibleAsync();
        await person.LiveAsync();
        await person.CheckAsync();
        await person.ClickAsync("Publier");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Versions de");
    }

    public async Task CompareAsync(string code, string added)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Comparer deux versions" }).ClickAsync();
        await person.HeadingAsync($"Comparer deux versions de {code}");
        await Assertions.Expect(Page.Locator("ins").Filter(new() { HasText = added })).ToBeVisibleAsync();
        await person.CheckAsync();
    }
}
