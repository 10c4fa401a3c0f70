using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.Benchmarks;

/// <summary>
/// What an open page of the three ways in costs the server: real tabs of Chromium on the real host in this process, a kind after the other. Managed memory after a full collection, by
/// the tab, against a page with a circuit and nothing to show (no document issued). The browser's driver keeps something of every tab in this process too: a page without a circuit says how much, and it is taken off.
/// </summary>
internal static partial class CircuitsBenchmark
{
    private const int Tabs = 12;
    private const string Block = "BC4", Empty = "/documents";
    private const double MostMegabytes = 0.3;

    private sealed record Kind(string Name, IBrowserContext Context, string Path);

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using var fixture = new CqpFixture();
        await fixture.InitializeAsync();
        var world = await fixture.CreateWorldAsync(CqpFixture.Broker);
        await fixture.GivePasswordsAsync(world);
        var (campaign, enrolment, oral) = await fixture.CreateEvaluationAsync(world, "RNCP31391", "Circuits");
        foreach (var member in new[] { world.Secretary, world.Examiner }) await FillAsync(fixture, member, enrolment.Id);
        var (_, secret) = await fixture.CreateTutorLinkAsync(world);
        await using var host = await PlatformHost.StartAsync(fixture);

        using var circuits = new OpenCircuits();

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var organisation = await SignedInAsync(browser, host, await fixture.EmailOfAsync(world.Secretary));
        var examiner = await SignedInAsync(browser, host, await fixture.EmailOfAsync(world.Examiner));
        var tutor = await EnteredAsync(browser, host, fixture, world, $"/observation/{CqpFixture.Broker}/{secret}");
        Kind[] kinds =
        [
            new("a grid of the organisation", organisation, $"/evaluations/{enrolment.Id}/{Block}"),
            new("a page with nothing to show", organisation, Empty),
            new("a grid of the tutor", tutor, $"/observations/{enrolment.Id}/{Block}"),
            new("a grid of an examiner", examiner, $"/ma-journee/{oral.Id}/{Block}"),
            new("the organisation signs", organisation, $"/evaluations/{enrolment.Id}/{Block}/remise"),
            new("the tutor signs", tutor, $"/observations/{enrolment.Id}/{Block}/remise"),
            new("an examiner signs", examiner, $"/ma-journee/{oral.Id}/{Block}/remise"),
            new("the organisation joins a file", organisation, $"/evaluations/{enrolment.Id}/{Block}/pieces"),
            new("the organisation gives a file of results", organisation, $"/evaluations/fichier/{campaign.Id}"),
            new("the examiner's day", examiner, "/ma-journee"),
        ];
        foreach (var kind in kinds) await CloseAsync(await OpenAsync(kind, 1), circuits);

        var measured = new List<(Kind Kind, long Circuits, double Megabytes)>();
        foreach (var kind in kinds)
        {
            var held = Held();
            var pages = await OpenAsync(kind, Tabs);
            measured.Add((kind, circuits.Count, (Held() - held) / 1048576.0 / Tabs));
            await CloseAsync(pages, circuits);
        }
        var driver = measured[0].Megabytes;
        var empty = measured[1].Megabytes - driver;
        Console.WriteLine(FormattableString.Invariant($"circuits: {Tabs} tabs of each kind, kept open; {driver:0.000} MiB of each tab are the browser driver's and are taken off"));
        foreach (var (kind, open, megabytes) in measured)
        {
            var own = Math.Max(0, megabytes - driver);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Name,-42} {open,3} circuits {own,7:0.000} MiB a tab {own / empty,6:0.00}×  at most {MostMegabytes} MiB: {(own <= MostMegabytes ? "held" : "NOT HELD")}"));
        }
    }

    private static long Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<List<IPage>> OpenAsync(Kind kind, int tabs)
    {
        var pages = new List<IPage>();
        for (var i = 0; i < tabs; i++)
        {
            var page = await kind.Context.NewPageAsync();
            await page.GotoAsync(kind.Path);
            await page.WaitForFunctionAsync("() => { const skip = document.querySelector('a.skip'); return skip && skip.dataset.live !== 'false' && document.querySelector('h1'); }");
            pages.Add(page);
        }
        return pages;
    }

    // A tab that is closed says so, and its circuit ends: the next kind starts from none.
    private static async Task CloseAsync(List<IPage> pages, OpenCircuits circuits)
    {
        foreach (var page in pages) await page.CloseAsync(new() { RunBeforeUnload = true });
        await circuits.NoneAsync();
    }

    /// <summary>The circuits that stand, as the host counts them.</summary>
    private sealed class OpenCircuits : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private readonly MeterListener meter = new();
        private readonly SemaphoreSlim changed = new(0);
        private long count;

        public OpenCircuits()
        {
            meter.InstrumentPublished = (instrument, listener) => { if (instrument.Name == "aspnetcore.components.circuit.active") listener.EnableMeasurementEvents(instrument); };
            meter.SetMeasurementEventCallback<long>((_, change, _, _) =>
            {
                Interlocked.Add(ref count, change);
                changed.Release();
            });
            meter.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public async Task NoneAsync()
        {
            while (Count > 0)
                if (!await changed.WaitAsync(Patience)) throw new TimeoutException($"{Count} circuits never ended: what follows would be measured beside them.");
        }

        public void Dispose()
        {
            meter.Dispose();
            changed.Dispose();
        }
    }

    private static async Task<IBrowserContext> SignedInAsync(IBrowser browser, PlatformHost host, string email)
    {
        var (context, page) = await ContextAsync(browser, host);
        await page.GotoAsync("/connexion");
        await page.GetByLabel("Adresse de courriel").FillAsync(email);
        await page.GetByLabel("Mot de passe").FillAsync(TestData.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/connexion", StringComparison.Ordinal));
        await page.CloseAsync();
        return context;
    }

    private static async Task<IBrowserContext> EnteredAsync(IBrowser browser, PlatformHost host, CqpFixture fixture, TestWorld world, string link)
    {
        var (context, page) = await ContextAsync(browser, host);
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Recevoir mon code" }).ClickAsync();
        await page.GetByLabel("Code à six chiffres").WaitForAsync();
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var mail = await db.OutboxMails.Where(m => m.To == world.Tutor.Email).OrderByDescending(m => m.CreatedAt).FirstAsync();
        await page.GetByLabel("Code à six chiffres").FillAsync(Code().Match(mail.Subject).Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir mes observations" }).ClickAsync();
        await page.WaitForURLAsync("**/observations");
        await page.CloseAsync();
        return context;
    }

    private static async Task<(IBrowserContext Context, IPage Page)> ContextAsync(IBrowser browser, PlatformHost host)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = host.BaseAddress.ToString(), Locale = "fr-FR" });
        return (context, await context.NewPageAsync());
    }

    private static async Task FillAsync(CqpFixture fixture, Membership member, Guid enrolmentId)
    {
        var grid = (await fixture.RunAsync<ReadGrid, Result<EvaluationGrid>>(member, u => u.ExecuteAsync(enrolmentId, Block))).Value;
        foreach (var item in grid.Items)
            await fixture.RunAsync<SaveChange, Result<ChangeSaved>>(member, u => u.ExecuteAsync(new(enrolmentId, Block, Guid.NewGuid(), item.Code, LineField.Rating, nameof(Rating.Acquired), null)));
    }

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex Code();
}
