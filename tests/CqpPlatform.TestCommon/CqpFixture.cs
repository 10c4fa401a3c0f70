using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace CqpPlatform.TestCommon;

/// <summary>
/// A database of its own for one test class, cloned from a template that holds the schema, the sealing certificate and the two certifying bodies
/// with their published referentials, and the platform's services over it. Use as IClassFixture or assembly by assembly.
/// </summary>
public sealed class CqpFixture : IAsyncDisposable
{
    public const string Broker = "cpne-courtage", Insurer = "cpnfpe-assurances";
    private static readonly Lazy<Task<string>> Empty = new(MakeEmptyAsync), Template = new(MakeTemplateAsync);
    private string? database;
    private ServiceProvider? services;

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
    public IServiceProvider Services => services ?? throw new InvalidOperationException("Call InitializeAsync first.");
    public CqpDatabase Database => Services.GetRequiredService<CqpDatabase>();
    public string OwnerConnection { get; private set; } = "";

    public ValueTask InitializeAsync() => InitializeAsync(Template);

    /// <summary>With the schema and nobody in it, at a moment of its own.</summary>
    public async Task InitializeEmptyAsync(DateTimeOffset now)
    {
        Clock.Now = now;
        await InitializeAsync(Empty);
    }

    private async ValueTask InitializeAsync(Lazy<Task<string>> template)
    {
        var server = await PostgresServer.Shared;
        database = await server.CreateDatabaseAsync(await template.Value);
        OwnerConnection = server.ConnectionStringFor(database);
        services = Build(OwnerConnection, Clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null) await services.DisposeAsync();
        if (database is not null) await (await PostgresServer.Shared).DropDatabaseAsync(database);
    }

    public async Task<Tenant> TenantAsync(string slug) => (await Database.TenantsAsync()).Single(t => t.Slug == slug);

    /// <summary>A scope whose use cases act as one member, with the rights the database gives them.</summary>
    public AsyncServiceScope As(Membership member)
    {
        var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(member.TenantId, member.Id);
        return scope;
    }

    private static ServiceProvider Build(string ownerConnection, TimeProvider time)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddLogging();
        collection.AddSingleton<IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
        collection.AddSingleton(time);
        collection.AddData(ownerConnection);
        collection.AddSecurity();
        collection.UseQuickHashes();
        collection.AddDocuments(new ConfigurationBuilder().Build());
        collection.AddFeatures();
        // No background job: a test runs what it wants to see.
        foreach (var job in collection.Where(s => s.ServiceType == typeof(IHostedService)).ToList()) collection.Remove(job);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static async Task<string> MakeEmptyAsync()
    {
        var server = await PostgresServer.Shared;
        var name = await server.CreateDatabaseAsync();
        await DatabaseSchema.MigrateAsync(server.ConnectionStringFor(name));
        NpgsqlConnection.ClearAllPools();
        return name;
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var server = await PostgresServer.Shared;
        var name = await server.CreateDatabaseAsync(await Empty.Value);
        var connection = server.ConnectionStringFor(name);
        await using (var provider = Build(connection, new TestClock(new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero))))
        {
            var shipped = ShippedReferentials.Read(ShippedReferentials.DefaultFolder).Value;
            var creation = provider.GetRequiredService<TenantCreation>();
            foreach (var tenant in TestTenants.All) await creation.CreateAsync(tenant, shipped);
            // Whoever seals first would make it: half a second of prime numbers for each class.
            (await provider.GetRequiredService<SealStore>().GetAsync()).Dispose();
        }
        NpgsqlConnection.ClearAllPools();
        return name;
    }
}

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;
    public override DateTimeOffset GetUtcNow() => Now;
}
