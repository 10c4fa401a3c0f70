using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>The tutor on a phone: in by the mail's link and the code of the second mail, then block after block.</summary>
public sealed class TutorPages(Person person)
{
    private IPage Page => person.Page;

    public async Task EnterAsync(string email)
    {
        await EnterByAsync(await new Mailbox(person.Stage.Host.MailFolder).WaitAsync(email, @"/observation/\S+"), email);
    }

    public async Task EnterByAsync(string link, string email)
    {
        var mails = new Mailbox(person.Stage.Host.MailFolder);
        await person.GoAsync(link);
        await person.ClickAsync("Recevoir mon code");
        await person.HeadingAsync("Entrez votre code");
        await person.CheckAsync();
        await person.NarrowAsync();
        await person.Field("Code à six chiffres").FillAsync(await mails.WaitAsync(email, @"(?<=observations est\s:\s)\d{6}"));
        await person.ClickAsync("Ouvrir mes observations");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/observations$"));
        await person.LiveAsync();
        await person.CheckAsync();
        await person.NarrowAsync();
    }

    /// <summary>Every block of the one candidate that is left; in one of them, one answer « En cours d’acquisition » with what was seen.</summary>
    public async Task SubmitAllAsync(string? weakBlock = null, string comment = "")
    {
        var left = Page.Locator("a.done-card:not(:has(.icon.ok))");
        await Assertions.Expect(left.First).ToBeVisibleAsync();
        var links = await left.EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        await left.First.ClickAsync();
        foreach (var block in links.Select(l => l.Split('/')[^1]))
        {
            await Assertions.Expect(Page.Locator(".phone-head strong")).ToHaveTextAsync(block);
            await RateAsync(block == weakBlock, comment, byHand: block == (weakBlock ?? "BC1"));
            if (block == (weakBlock ?? "BC1")) await person.CheckAsync();
            await Page.GetByRole(AriaRole.Link, new() { Name = "Remettre", Exact = true }).ClickAsync();
            await person.SeesAsync("Ce que vous signez");
            await person.LiveAsync();
            if (block == (weakBlock ?? "BC1")) await person.NarrowAsync();
            await person.ClickAsync("Signer et remettre");
            await person.SeesAsync("Remise et verrouillée.");
            await Page.Locator(".phone-foot a").ClickAsync();
        }
        await person.HeadingAsync("Tout est remis, merci");
    }

    private async Task RateAsync(bool weak, string comment, bool byHand)
    {
        var cards = Page.Locator("fieldset.comp");
        if (weak)
        {
            await cards.First.GetByRole(AriaRole.Radio, new() { Name = "En cours d’acquisition", Exact = true }).CheckAsync();
            await cards.First.Field("Ce que vous avez constaté").FillAsync(comment);
            await Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Suivante") }).ClickAsync();
            await Assertions.Expect(cards.Nth(1)).ToBeFocusedAsync();
        }
        await cards.GetByRole(AriaRole.Radio, new() { Name = "Acquis", Exact = true }).CheckEachAsync(from: weak ? 1 : 0, byHand);
    }
}
