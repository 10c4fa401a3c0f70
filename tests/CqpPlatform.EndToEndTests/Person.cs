using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests;

/// <summary>Someone at a browser: signs in, goes to pages, and is told at once of a script error or an accessibility fault.</summary>
public sealed class Person
{
    // Not Playwright's own waiting, which has the page compile a quarter of a megabyte of script for it.
    private const string Alive = """
        () => new Promise(alive => {
          const there = () => {
            const skip = document.querySelector('a.skip');
            return skip && skip.dataset.live !== 'false' && document.title && document.querySelector('h1');
          };
          const shown = () => requestAnimationFrame(() => setTimeout(alive));
          if (there()) return shown();
          const watch = new MutationObserver(() => {
            if (!there()) return;
            watch.disconnect();
            shown();
          });
          watch.observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['data-live'] });
        })
        """;

    private readonly List<string> faults = [];

    public Person(Stage stage, IPage page)
    {
        (Stage, Page) = (stage, page);
        page.PageError += (_, error) => faults.Add("script: " + error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) faults.Add("console: " + message.Text);
        };
        // Nothing may be asked of another host.
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } uri && uri.Port != stage.Host.BaseAddress.Port) faults.Add("stranger: " + request.Url);
        };
    }

    public Stage Stage { get; }
    public IPage Page { get; }

    public async Task SignInAsync(string email, string password = TestCommon.TestData.Password)
    {
        await Page.GotoAsync("/connexion");
        await CheckAsync();
        await Page.GetByLabel("Adresse de courriel").FillAsync(email);
        await Page.GetByLabel("Mot de passe").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await Assertions.Expect(Page).Not.ToHaveURLAsync(new Regex("/connexion"));
        await LiveAsync();
        await CheckAsync();
    }

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await LiveAsync();
        await CheckAsync();
    }

    /// <summary>Waits until the page's circuit answers, where it has one, and has read what it shows.</summary>
    public async Task LiveAsync()
    {
        using var patience = new CancellationTokenSource(BrowserFixture.Patience);
        while (true)
        {
            try
            {
                await Page.EvaluateAsync(Alive).WaitAsync(patience.Token);
                return;
            }
            catch (PlaywrightException e) when (e.Message.Contains("Execution context was destroyed", StringComparison.Ordinal) && !patience.IsCancellationRequested)
            {
                // The page gave way to another: that one is waited for.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{Page.Url} never came alive. {string.Join(" ; ", faults)} {await Page.InnerTextAsync("body")}");
            }
        }
    }

    /// <summary>axe finds nothing, no script failed, no other host was asked.</summary>
    public async Task CheckAsync() => (await FaultsAsync()).ShouldBeEmpty($"on {Page.Url}");

    /// <summary>Nothing of the page is lost or scrolls sideways at 320 px; with CQP_SCREENS, a picture of it.</summary>
    public async Task NarrowAsync()
    {
        var before = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(320, 640);
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{Page.Url} at 320 px");
        if (Environment.GetEnvironmentVariable("CQP_SCREENS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"320-{new Uri(Page.Url).AbsolutePath.Replace('/', '-')}.png"), FullPage = true });
        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        // What is said while axe reads is told the next time.
        string[] said = [.. faults];
        faults.Clear();
        return [.. said, .. await Axe.FindAsync(Page)];
    }

    public ILocator Field(string label) => Page.Locator("body").Field(label);
    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
    public Task HeadingAsync(string title) => Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
}

internal static class Fields
{
    /// <summary>The input, select or text area of a label; « (facultatif) » is no part of its name.</summary>
    public static ILocator Field(this ILocator form, string label) =>
        form.GetByLabel(new Regex($@"^\s*{Regex.Escape(label)}( \(.*\))?\s*$")).And(form.Page.Locator("input, select, textarea"));

    /// <summary>Chooses each of these answers, from one on; not by hand, all of them within one turn of the page.</summary>
    public static async Task CheckEachAsync(this ILocator radios, int from, bool byHand)
    {
        await Assertions.Expect(radios.First).ToBeAttachedAsync();
        if (!byHand) await radios.EvaluateAllAsync<object?>("(radios, from) => radios.slice(from).forEach((radio) => radio.click())", from);
        else
            for (var i = from; i < await radios.CountAsync(); i++)
                await radios.Nth(i).CheckAsync();
    }
}
