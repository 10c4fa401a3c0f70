using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Submission;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>Two examiners rate one candidate apart, one of them by the keyboard alone, then settle and confirm one grid.</summary>
public sealed class TwoExaminersJourney(BrowserFixture browser)
{
    private const string Block = "BC4", Comment = "Explique la garantie, mais pas ses exclusions.";

    [Fact]
    public async Task Each_rates_apart_one_by_the_keyboard_alone_and_both_confirm_one_grid()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (fixture, world) = (stage.Fixture, stage.World);
        var second = await fixture.CreateMemberAsync(world, "Prigent", Role.Examiner);
        await fixture.GivePasswordAsync(second.AccountId);
        var (campaign, enrolment, oral) = await fixture.CreateEvaluationAsync(world, "RNCP31391", "À deux", secondExaminerId: second.Id);
        await RateApartAsync(stage, second, enrolment.Id);

        var marc = await stage.SignedInAsync(world.Examiner);
        await marc.GoAsync($"/ma-journee/{oral.Id}/{Block}");
        await marc.SeesAsync("ni les autres sources ni l’autre examinateur ne sont visibles");
        await KeyboardAsync(marc);
        await marc.SeesAsync("Les deux grilles sont remises.");
        // What is left of this block is to settle it: no way leads « on » to where one is.
        await Assertions.Expect(marc.Page.Locator($"a[data-next][href*='/{Block}']")).ToHaveCountAsync(0);

        await marc.Page.GetByRole(AriaRole.Link, new() { Name = "Les rapprocher" }).PressAsync("Enter");
        await marc.SeesAsync("1 avis différent");
        await SoundAtEachWidthAsync(marc);
        await marc.Page.GetByRole(AriaRole.Button, new() { Name = "Retenir cet avis de HASSANI Marc sur C8.1" }).PressAsync("Enter");
        await new SavedGrid(marc).SavedAsync();
        await ConfirmAsync(marc);
        await marc.SeesAsync("Vous avez confirmé cette grille.");
        await Assertions.Expect(marc.Page.GetByRole(AriaRole.Link, new() { Name = $"Confirmer {Block}" })).ToBeHiddenAsync();
        await Assertions.Expect(marc.Page.Locator("a[data-next]")).ToHaveTextAsync(new Regex("^Bloc suivant"));
        await SoundAtEachWidthAsync(marc);

        var aude = await stage.PersonAsync(phone: true);
        await aude.SignInAsync(await fixture.EmailOfAsync(second));
        await aude.GoAsync($"/ma-journee/{oral.Id}/{Block}/rapprochement");
        await aude.SeesAsync("HASSANI Marc a confirmé cette grille.");
        await ConfirmAsync(aude);
        await aude.SeesAsync("Signée par HASSANI Marc et PRIGENT Aude");
        await SoundAtEachWidthAsync(aude);

        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var counts = await db.Evaluations.Include(e => e.Ratings).SingleAsync(e => e.EnrolmentId == enrolment.Id && e.Source == SourceKind.Commission);
        counts.Ratings.Single(r => r.ItemCode == "C8.1").ShouldSatisfyAllConditions(r => r.Rating.ShouldBe(Rating.InProgress), r => r.Comment.ShouldBe(Comment));
        counts.IsSubmitted.ShouldBeTrue();

        var manager = await stage.SignedInAsync(world.Manager);
        await manager.GoAsync($"/campagnes/{campaign.Id}/evaluations/{enrolment.Id}/{Block}/commission");
        await manager.SeesAsync("Les grilles des examinateurs");
        await SoundAtEachWidthAsync(manager);
        await manager.GoAsync($"/campagnes/{campaign.Id}/commission");
        await SoundAtEachWidthAsync(manager);
        await RemindAsync(manager, campaign.Id);
    }

    /// <summary>Never a mouse: the time is run and stopped, it stands where it was after another page; from the list of what is missing to the first line, an answer a line, one comment, to the signature, signed.</summary>
    private static async Task KeyboardAsync(Person person)
    {
        var (page, keys) = (person.Page, person.Page.Keyboard);
        await person.SeesAsync("45:00");
        await keys.PressAsync("p");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Suspendre" })).ToBeVisibleAsync();
        await keys.PressAsync("p");
        await TabToAsync(page, "a[data-submit]");
        await keys.PressAsync("Enter");
        await person.SeesAsync("réponses manquent avant de remettre");
        await person.LiveAsync();
        await TabToAsync(page, ".summary a");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-line] input[type=radio]").First).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reprendre" })).ToBeVisibleAsync();
        var lines = await page.Locator("[data-line]").CountAsync();
        for (var i = 0; i < lines; i++)
        {
            var code = await page.EvaluateAsync<string>("() => document.activeElement.closest('[data-line]').dataset.line");
            if (code == "C8.1") await page.EvaluateAsync("() => document.getElementById('C8.1').scrollIntoView({ block: 'end' })");
            await keys.PressAsync(code == "C8.1" ? "2" : "1");
            if (code == "C8.1")
            {
                (await page.EvaluateAsync<double>("() => document.querySelector('.keys').getBoundingClientRect().top - document.getElementById('c-C8.1').getBoundingClientRect().bottom")).ShouldBeGreaterThan(0, "what is to be filled in opens above the bar of keys");
                await person.SeesAsync("et 1 commentaire à donner.");
                await TabToAsync(page, "textarea");
                await keys.TypeAsync(Comment);
                // One press leaves it, though saving what was typed redraws the counters just then.
                await keys.PressAsync("Tab");
                await Assertions.Expect(page.Locator("[data-line='C8.1'] textarea")).Not.ToBeFocusedAsync();
                await TabToAsync(page, "[data-line='C8.1'] input[type=radio]", back: true);
            }
            if (i < lines - 1) await keys.PressAsync("ArrowDown");
        }
        await person.SeesAsync("Tout est renseigné.");
        await new SavedGrid(person).SavedAsync();
        await SoundAtEachWidthAsync(person);
        await TabToAsync(page, "a[data-submit]");
        await keys.PressAsync("Enter");
        await person.SeesAsync("Ce que vous signez");
        await person.LiveAsync();
        await SoundAtEachWidthAsync(person);
        await TabToAsync(page, "#contenu button.primary");
        await keys.PressAsync("Enter");
        await person.SeesAsync("Remise et verrouillée.");
    }

    /// <summary>The certifier reminds both of the blocks they have not begun, and is told to whom before and after.</summary>
    private static async Task RemindAsync(Person manager, Guid campaignId)
    {
        await manager.GoAsync($"/relances/{campaignId}?source=Commission");
        await manager.ClickAsync("Relancer les 2 personnes affichées");
        await Assertions.Expect(manager.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("HASSANI Marc");
        await SoundAtEachWidthAsync(manager);
        await manager.ClickAsync("Envoyer les relances");
        await manager.SeesAsync("2 relances parties : HASSANI Marc et PRIGENT Aude.");
        await manager.ClickAsync("Relancer HASSANI Marc");
        await Assertions.Expect(manager.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Relancer de nouveau");
        await manager.CheckAsync();
    }

    private static async Task TabToAsync(IPage page, string selector, bool back = false)
    {
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        throw new InvalidOperationException($"The keyboard does not reach {selector}.");
    }

    private static async Task ConfirmAsync(Person person)
    {
        await person.Page.GetByRole(AriaRole.Link, new() { Name = $"Confirmer {Block}", Exact = true }).ClickAsync();
        await person.SeesAsync("Ce que vous confirmez");
        await person.LiveAsync();
        await person.CheckAsync();
        await person.ClickAsync("Signer et confirmer");
    }

    /// <summary>axe at a desk and on a phone, and no page that scrolls sideways down to 320 px.</summary>
    private static async Task SoundAtEachWidthAsync(Person person)
    {
        var before = person.Page.ViewportSize!;
        foreach (var (width, height) in new[] { (1440, 1000), (390, 844), (320, 640) })
        {
            await person.Page.SetViewportSizeAsync(width, height);
            if (width != 320) await person.CheckAsync();
            (await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{person.Page.Url} at {width} px");
            if (Environment.GetEnvironmentVariable("CQP_SCREENS") is { Length: > 0 } folder)
                await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"deux-{new Uri(person.Page.Url).AbsolutePath.Replace('/', '-')[^24..]}-{width}.png"), FullPage = true });
        }
        await person.Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>« Acquis » on every line, signed: the other examiner, elsewhere.</summary>
    private static async Task RateApartAsync(Stage stage, Membership examiner, Guid enrolmentId)
    {
        var grid = (await stage.Fixture.RunAsync<ReadGrid, Result<EvaluationGrid>>(examiner, u => u.ExecuteAsync(enrolmentId, Block))).Value;
        foreach (var item in grid.Items)
            (await stage.Fixture.RunAsync<SaveChange, Result<ChangeSaved>>(examiner, u => u.ExecuteAsync(new(enrolmentId, Block, Guid.NewGuid(), item.Code, LineField.Rating, nameof(Rating.Acquired), null)))).Succeeded.ShouldBeTrue();
        (await stage.Fixture.RunAsync<SubmitEvaluation, Result>(examiner, u => u.ExecuteAsync(new(enrolmentId, Block)))).Succeeded.ShouldBeTrue();
    }
}
