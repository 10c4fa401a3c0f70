using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>One grid on a screen, line by line, and what it says of its saving.</summary>
public sealed class SavedGrid(Person person)
{
    public ILocator FieldOf(string code) => person.Page.Locator($"[id='c-{code}']");

    public Task ChooseAsync(string code, string answer) => person.Page.Locator($"[data-line='{code}']").GetByRole(AriaRole.Radio, new() { Name = answer, Exact = true }).CheckAsync();

    /// <summary>Typed in place of what was there; nothing is left by the field.</summary>
    public Task WriteAsync(string code, string text) => FieldOf(code).FillAsync(text);

    /// <summary>Nothing waits any more, and the page says since when.</summary>
    public async Task SavedAsync()
    {
        await Assertions.Expect(person.Page.Locator("[data-grid]")).ToHaveAttributeAsync("data-waiting", "0");
        await Assertions.Expect(person.Page.Locator("[data-saved]")).ToContainTextAsync("Enregistré à");
    }
}
