using CqpPlatform.TestCommon;

namespace CqpPlatform.Web.Tests;

/// <summary>One database and one running host per test class.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private PlatformHost? host;

    public CqpFixture Platform { get; } = new();
    public PlatformHost Host => host ?? throw new InvalidOperationException("Call InitializeAsync first.");

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        host = await PlatformHost.StartAsync(Platform, sendsMails: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
