using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests;

/// <summary>
/// Pages looked at one after the other, at both widths: axe, the console and other hosts on each, tables that say what they hold, a focus that is
/// seen, nothing that moves, and nothing beyond the edge, open dialogs included; with CQP_SCREENS, a picture of each as well.
/// </summary>
internal static class PageVisits
{
    // What takes the focus shows it on itself, or on what is drawn in its place (a label beside a radio, the frame of a card). A table has a name, and a
    // head on each column: axe asks for neither. Nothing moves.
    private const string Page = """
        () => {
          const wrong = [];
          const seen = e => e && getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2;
          for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
            e.focus({ preventScroll: true });
            if (document.activeElement === e && ![e, e.nextElementSibling, e.parentElement, e.closest('label'), e.closest('.opt-card')].some(seen)) wrong.push(`no focus is seen on ${e.outerHTML.slice(0, 120)}`);
          }
          document.activeElement.blur();
          for (const t of document.querySelectorAll('table')) {
            const named = t.caption?.textContent.trim() || t.getAttribute('aria-label') || t.getAttribute('aria-labelledby');
            if (!named || !t.querySelector('thead th') || t.querySelector('th:not([scope])')) wrong.push(`a table without a name or a head: ${t.outerHTML.slice(0, 120)}`);
          }
          if (document.getAnimations().some(a => a.effect.getComputedTiming().duration > 0)) wrong.push('something moves');
          return wrong;
        }
        """;

    // The content itself takes the focus.
    private const string ToSkip = """
        () => {
          [window.skipped, window.skippedAt] = [false, location.pathname];
          document.getElementById('contenu').addEventListener('focus', () => window.skipped = true);
          document.querySelector('a.skip').focus();
        }
        """;

    private const string Skipped = """
        () => {
          const { pathname } = location, { activeElement } = document;
          if (pathname !== window.skippedAt) return pathname;
          return window.skipped ? '' : activeElement.matches('h1') ? 'heading' : activeElement.outerHTML.slice(0, 80);
        }
        """;

    // The page itself never scrolls sideways. A list that is stacked on a phone fits it; tables of numbers and sources scroll in their own box. What a
    // dialog would show, opened without its act, fits too.
    private const string Width = """
        () => {
          const wrong = [];
          const wide = e => e.scrollWidth - e.clientWidth;
          if (wide(document.documentElement) > 0) wrong.push(`${wide(document.documentElement)} px too wide`);
          if (matchMedia('(max-width: 640px)').matches)
            for (const t of document.querySelectorAll('table.stacked')) if (wide(t.closest('.scroll')) > 0) wrong.push(`the list « ${t.caption.textContent} » scrolls sideways`);
          for (const d of document.querySelectorAll('dialog:not([open])')) {
            d.showModal();
            const beyond = Math.max(wide(d), Math.ceil(d.getBoundingClientRect().right) - innerWidth);
            d.close();
            if (beyond > 0) wrong.push(`a dialog ${beyond} px too wide`);
          }
          return wrong;
        }
        """;

    public static async Task VisitAsync(Stage stage, Membership member, string who, params string[] paths) => await VisitAsync(stage, await stage.Fixture.EmailOfAsync(member), who, paths);

    public static async Task VisitAsync(Stage stage, string? email, string who, params string[] paths)
    {
        var person = email is null ? await stage.PersonAsync() : await stage.SignedInAsync(email);
        var found = new List<string>();
        foreach (var (path, i) in paths.Select((p, i) => (p, i)))
        {
            await person.Page.GotoAsync(path);
            await person.LiveAsync();
            var skipped = await SkipAsync(person);
            // Blazor gives a new page's heading the focus, once, and may do so before the key is pressed.
            if (skipped == "heading") skipped = await SkipAsync(person);
            if (skipped != "") found.Add($"{path}: « Aller au contenu » leads to {skipped}");
            await person.Page.Keyboard.PressAsync("Tab");
            found.AddRange((await person.Page.EvaluateAsync<string[]>(Page)).Select(fault => $"{path}: {fault}"));
            foreach (var (width, height) in new[] { (1440, 1000), (390, 844), (320, 640) })
            {
                await person.Page.SetViewportSizeAsync(width, height);
                // What axe would read at 320 px it has read at 390.
                if (width > 320) found.AddRange((await person.FaultsAsync()).Select(fault => $"{path} at {width}: {fault}"));
                found.AddRange((await person.Page.EvaluateAsync<string[]>(Width)).Select(fault => $"{path} at {width}: {fault}"));
                if (width == 390 && i == 0 && email is not null) found.AddRange((await MenuAsync(person)).Select(fault => $"{path}, its menu open: {fault}"));
                if (Environment.GetEnvironmentVariable("CQP_SCREENS") is { Length: > 0 } folder)
                    await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{who}-{i:00}-{width}.png"), FullPage = true });
            }
        }
        found.ShouldBeEmpty(who);
    }

    /// <summary>Where « Aller au contenu » leads; nothing where it is the content.</summary>
    private static async Task<string> SkipAsync(Person person)
    {
        await person.Page.EvaluateAsync(ToSkip);
        await person.Page.Keyboard.PressAsync("Enter");
        return await person.Page.EvaluateAsync<string>(Skipped);
    }

    /// <summary>What is wrong with the menu of a phone, which is one for all pages of a person.</summary>
    private static async Task<IReadOnlyList<string>> MenuAsync(Person person)
    {
        var menu = person.Page.Locator(".menu > summary");
        await menu.ClickAsync();
        await Assertions.Expect(person.Page.Locator(".menu nav a").First).ToBeVisibleAsync();
        IReadOnlyList<string> found = [.. await person.FaultsAsync(), .. await person.Page.EvaluateAsync<string[]>(Width)];
        await menu.ClickAsync();
        return found;
    }
}
