using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

/// <summary>
/// The real host (Program.cs) on a free port of 127.0.0.1, over a fixture's database: an HttpClient and a browser can both use it.
/// Its clock is the machine's unless told otherwise; its mails are files in a folder of its own.
/// </summary>
public sealed class PlatformHost : IAsyncDisposable
{
    private readonly Application application;

    private PlatformHost(CqpFixture fixture, Application application)
    {
        (Fixture, this.application) = (fixture, application);
        BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public static string RepositoryRoot { get; } = FindRoot();

    public CqpFixture Fixture { get; }
    public Uri BaseAddress { get; }

    /// <summary>The services of the running host.</summary>
    public IServiceProvider Services => application.Services;
    public string MailFolder => application.MailFolder;

    /// <param name="settings">Settings beyond those of every test.</param>
    /// <param name="port">That of a host that stopped, to take its place; 0 for a free one.</param>
    /// <param name="sendsMails">False where a test reads them in the outbox.</param>
    /// <param name="time">Its clock; the machine's without it.</param>
    /// <param name="more">Services of the test, beside its own.</param>
    public static async Task<PlatformHost> StartAsync(CqpFixture fixture, Dictionary<string, string>? settings = null, int port = 0, bool sendsMails = true, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var application = new Application(fixture.OwnerConnection, settings ?? [], sendsMails, time ?? TimeProvider.System, more);
        try
        {
            application.UseKestrel(port);
            await Task.Run(application.StartServer);
            return new PlatformHost(fixture, application);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that follows no redirection, so that a test sees each answer.</summary>
    /// <param name="key">An API key, sent with each request.</param>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = BaseAddress };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>A new API key of one tenant, for all its role may do or narrowed to some of it.</summary>
    public async Task<string> KeyAsync(string tenantSlug, Role role, Guid? organisationId = null, IReadOnlyList<Permission>? scopes = null)
    {
        Tenant tenant = await Fixture.TenantAsync(tenantSlug);
        await using var db = await Fixture.Database.OpenAsync(tenant.Id);
        var (row, key) = ApiKey.Create(tenant.Slug, role, organisationId, Fixture.Clock.Now, scopes: scopes);
        db.Add(row);
        await db.SaveChangesAsync();
        return key;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CqpPlatform.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The solution is not above the tests.");
    }

    private sealed class Application(string ownerConnection, Dictionary<string, string> settings, bool sendsMails, TimeProvider time, Action<IServiceCollection>? more) : WebApplicationFactory<Program>
    {
        public string MailFolder { get; } = Directory.CreateTempSubdirectory("cqp-mails-").FullName;

        // The clients of the tests stand behind a proxy, each with an address of its own, unless a test says otherwise.
        protected override void ConfigureWebHost(IWebHostBuilder builder) => settings.Aggregate(builder.UseSetting("CQP_PROXIES", "127.0.0.1"), (b, s) => b.UseSetting(s.Key, s.Value))
            .UseEnvironment("Production")
            .UseContentRoot(Path.Combine(RepositoryRoot, "src", "CqpPlatform.Web"))
            .UseSetting("ConnectionStrings:Cqp", ownerConnection)
            .UseSetting("CQP_URL", "http://127.0.0.1:0")
            .UseSetting("Mail:Directory", MailFolder)
            // As published: a browser keeps what has a fingerprint in its name.
            .UseSetting("ReloadStaticAssetsAtRuntime", "false")
            .ConfigureTestServices(services =>
            {
                services.AddSingleton(time);
                services.UseQuickHashes();
                foreach (var sender in services.Where(s => !sendsMails && s.ImplementationType == typeof(OutboxSender)).ToList()) services.Remove(sender);
                more?.Invoke(services);
            });

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(MailFolder, recursive: true);
        }
    }
}
