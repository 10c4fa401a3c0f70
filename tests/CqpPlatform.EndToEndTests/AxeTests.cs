namespace CqpPlatform.EndToEndTests;

/// <summary>What every journey relies on: a fault is found, whatever has been found clean before.</summary>
public sealed class AxeTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_text_too_pale_is_found_after_the_same_colours_on_a_button_that_could_not_be_pressed()
    {
        await using var context = await browser.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page("#bbb", "<button disabled>Envoyer la demande</button>"));
        (await Axe.FindAsync(page)).ShouldBeEmpty();
        await page.SetContentAsync(Page("#bbb", "<button>Envoyer la demande</button>"));
        (await Axe.FindAsync(page)).ShouldHaveSingleItem().ShouldStartWith("color-contrast");
        // It stays a fault, on another page too.
        await page.SetContentAsync(Page("#bbb", "<p>Une phrase.</p><button>Envoyer la demande</button>"));
        (await Axe.FindAsync(page)).ShouldHaveSingleItem().ShouldStartWith("color-contrast");
    }

    // Not the page of the other test: the colours of a style sheet are not in an outline, as all pages of the product have the same sheets.
    [Fact]
    public async Task A_fault_that_is_not_of_colour_is_found_beside_texts_already_read()
    {
        await using var context = await browser.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page("#111", "<button type=\"button\">Envoyer la demande</button>"));
        (await Axe.FindAsync(page)).ShouldBeEmpty();
        await page.SetContentAsync(Page("#111", "<button type=\"button\">Envoyer la demande</button><input>"));
        (await Axe.FindAsync(page)).ShouldHaveSingleItem().ShouldStartWith("label");
    }

    [Fact]
    public async Task What_is_too_small_to_be_pressed_beside_another_is_found_and_alone_it_is_not()
    {
        const string Small = "<button type=\"button\" style=\"padding: 0; width: 16px; height: 16px; border: 0\" aria-label=\"{0}\"></button>";
        await using var context = await browser.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page("#111", $"<p>{string.Format(Small, "Monter")}</p>"));
        (await Axe.FindAsync(page)).ShouldBeEmpty();
        await page.SetContentAsync(Page("#111", $"<p>{string.Format(Small, "Monter")}{string.Format(Small, "Descendre")}</p>"));
        (await Axe.FindAsync(page)).ShouldNotBeEmpty();
        (await Axe.FindAsync(page)).ShouldAllBe(fault => fault.StartsWith("target-size"));
    }

    [Fact]
    public async Task What_another_covers_is_found_and_a_bar_that_stays_in_view_covers_nothing()
    {
        const string Under = "<div style=\"height: 2000px\"></div><button type=\"button\" style=\"width: 120px\">Enregistrer</button>";
        await using var context = await browser.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Page("#111", Under + "<div class=\"bar\" style=\"position: sticky; bottom: 0\"><button type=\"button\">Suivant</button></div>"));
        (await Axe.FindAsync(page)).ShouldBeEmpty();
        (await page.Locator(".bar").GetAttributeAsync("style")).ShouldBe("position: sticky; bottom: 0px;", "as it was");
        (await page.ContentAsync()).ShouldNotContain("data-axe");
        await page.SetContentAsync(Page("#111", Under + "<button type=\"button\" style=\"position: relative; left: -105px\">Suivant</button>"));
        (await Axe.FindAsync(page)).ShouldHaveSingleItem().ShouldStartWith("target-size");
    }

    private static string Page(string colour, string content) => $$"""
        <!doctype html><html lang="fr"><head><title>Essai</title><style>button { color: {{colour}}; background: #fff; border: 1px solid #000; font-size: 16px; padding: 12px }</style></head>
        <body><main><h1>Essai</h1>{{content}}</main></body></html>
        """;
}
