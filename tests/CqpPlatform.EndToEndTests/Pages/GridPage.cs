using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>A grid of the organisation or of an examiner: rates every line, signs, goes to the next block.</summary>
public sealed class GridPage(Person person)
{
    private IPage Page => person.Page;

    /// <summary>The organisation's one candidate, from its list.</summary>
    public async Task OpenAsync()
    {
        await person.GoAsync("/evaluations");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Évaluer BC" }).ClickAsync();
    }

    /// <summary>From the first grid to submit, block after block, until none is left. One line may be rated below « Acquis ».</summary>
    /// <returns>The blocks submitted, in order.</returns>
    public async Task<IReadOnlyList<string>> SubmitAllAsync(string? weakBlock = null, string comment = "À reprendre avant le jury.")
    {
        await Assertions.Expect(Page.Locator("[data-line]").First).ToBeVisibleAsync();
        var blocks = await Page.Locator("nav.blocks-nav a:not(:has(.icon.ok))").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href').split('/').pop())");
        foreach (var block in blocks)
        {
            await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = block + " –" })).ToBeVisibleAsync();
            await RateAsync(block == weakBlock, comment, byHand: block == blocks[0]);
            if (block == blocks[0]) await person.CheckAsync();
            await Page.GetByRole(AriaRole.Link, new() { Name = $"Remettre {block}", Exact = true }).ClickAsync();
            await person.SeesAsync("Ce que vous signez");
            await person.LiveAsync();
            if (block == blocks[0]) await person.CheckAsync();
            await person.ClickAsync("Signer et remettre");
            await person.SeesAsync("Remise et verrouillée.");
            if (block == blocks[0]) await person.CheckAsync();
            if (block != blocks[^1]) await Page.Locator("a[data-next]").ClickAsync();
        }
        return blocks;
    }

    /// <summary>« Acquis » on every line; the first one « En cours » with its comment where the block is weak.</summary>
    /// <param name="byHand">Each answer as a hand gives it; otherwise one after the other at once, as every block after the first.</param>
    public async Task RateAsync(bool weak = false, string comment = "", bool byHand = true)
    {
        var lines = Page.Locator("[data-line]");
        if (weak)
        {
            await lines.First.GetByRole(AriaRole.Radio, new() { Name = "En cours", Exact = true }).CheckAsync();
            await lines.First.Field("Commentaire").FillAsync(comment);
        }
        await lines.GetByRole(AriaRole.Radio, new() { Name = "Acquis", Exact = true }).CheckEachAsync(from: weak ? 1 : 0, byHand);
        await person.SeesAsync("Tout est renseigné.");
    }
}
