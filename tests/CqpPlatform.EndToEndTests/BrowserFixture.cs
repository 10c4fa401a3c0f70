using System.Collections.Concurrent;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Demonstration;
using CqpPlatform.Web.Referentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CqpPlatform.EndToEndTests.BrowserFixture))]
// Two journeys at a time: each has its own platform and database.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace CqpPlatform.EndToEndTests;

/// <summary>One Chromium for the whole run; each journey has its own platform and its own database.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] Arguments =
    [
        "--lang=fr-FR", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // Milliseconds: a busy machine answers late, and only a failure waits so long.
    public const int Patience = 60_000;

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Installed.First(File.Exists), Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <param name="settings">Of the running host, beside those of every test.</param>
    public async Task<Stage> StageAsync(string tenantSlug, Dictionary<string, string>? settings = null)
    {
        var fixture = new CqpFixture();
        await fixture.InitializeAsync();
        var world = await fixture.CreateWorldAsync(tenantSlug);
        await fixture.GivePasswordsAsync(world);
        var host = await PlatformHost.StartAsync(fixture, settings, more: Axe.Serve);
        return new Stage(this, fixture, host, world);
    }

    /// <summary>What ./cqp run shows to whoever tries it, at a moment that stands still.</summary>
    public async Task<Stage> DemonstrationAsync(DateTimeOffset now)
    {
        var fixture = new CqpFixture();
        await fixture.InitializeEmptyAsync(now);
        var host = await PlatformHost.StartAsync(fixture, time: fixture.Clock, more: Axe.Serve);
        await DemonstrationLoader.LoadAsync(host.Services, fixture.OwnerConnection, ShippedReferentials.Read(ShippedReferentials.DefaultFolder).Value);
        return new Stage(this, fixture, host, world: null);
    }
}

/// <summary>A running platform with its people, for one journey.</summary>
public sealed class Stage(BrowserFixture browser, CqpFixture fixture, PlatformHost host, TestWorld? world) : IAsyncDisposable
{
    private readonly ConcurrentBag<Person> people = [];

    public CqpFixture Fixture { get; } = fixture;
    public PlatformHost Host { get; private set; } = host;
    public TestWorld World => world ?? throw new InvalidOperationException("The demonstration has people of its own.");

    /// <summary>Stops the server, lets people go on at their screens, and starts another in its place over the same database.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        var port = Host.BaseAddress.Port;
        await Host.DisposeAsync();
        await meanwhile();
        Host = await PlatformHost.StartAsync(Fixture, port: port, more: Axe.Serve);
    }

    /// <summary>Someone at a screen of their own: 1440 px wide, or a phone.</summary>
    /// <param name="host">Another name of the same machine.</param>
    public async Task<Person> PersonAsync(bool phone = false, string? host = null)
    {
        var context = await browser.Browser.NewContextAsync(new()
        {
            BaseURL = (host is null ? Host.BaseAddress : new UriBuilder(Host.BaseAddress) { Host = host }.Uri).ToString(),
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 1100 },
            HasTouch = phone,
            // A colour half way through its transition has no contrast worth measuring.
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(BrowserFixture.Patience);
        var person = new Person(this, await context.NewPageAsync());
        people.Add(person);
        return person;
    }

    public async Task<Campaign> CampaignAsync(Guid id)
    {
        await using var db = await Fixture.Database.OpenAsync(World.TenantId);
        return await db.Campaigns.SingleAsync(c => c.Id == id);
    }

    /// <summary>The one enrolment of a campaign.</summary>
    public async Task<Enrolment> EnrolmentAsync(Guid campaignId)
    {
        await using var db = await Fixture.Database.OpenAsync(World.TenantId);
        return await db.Enrolments.SingleAsync(e => e.CampaignId == campaignId);
    }

    /// <summary>Someone who signs in by the page, and stands where their day starts.</summary>
    public async Task<Person> ArrivedAsync(Web.Security.Membership membership)
    {
        var person = await PersonAsync();
        await person.SignInAsync(await Fixture.EmailOfAsync(membership));
        return person;
    }

    /// <summary>Someone who has signed in, and has opened no page yet.</summary>
    public async Task<Person> SignedInAsync(Web.Security.Membership membership) => await SignedInAsync(await Fixture.EmailOfAsync(membership));

    public async Task<Person> SignedInAsync(string email, string password = TestData.Password)
    {
        var person = await PersonAsync();
        // Written anew for the browser: whether it keeps and sends what the sign-in writes, those who arrive by the page show.
        using var client = await SignedInClient.SignInAsync(Host, email, password: password);
        await person.Page.Context.AddCookiesAsync(client.Cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Host.BaseAddress.ToString(), HttpOnly = c.HttpOnly, SameSite = SameSiteAttribute.Lax }));
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people) await person.Page.Context.DisposeAsync();
        await Host.DisposeAsync();
        await Fixture.DisposeAsync();
    }
}
