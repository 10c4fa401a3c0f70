using CqpPlatform.TestCommon;

namespace CqpPlatform.Web.Tests;

/// <summary>One database per test class, on a real PostgreSQL.</summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    public CqpFixture Platform { get; } = new();
    public ValueTask InitializeAsync() => Platform.InitializeAsync();
    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
