using Npgsql;

namespace CqpPlatform.Web.Data;

/// <summary>The database of this process: the operator's own server, or the embedded one. Reached, migrated and ready, or a refusal in one line.</summary>
public sealed class DatabaseHost : IAsyncDisposable
{
    private readonly EmbeddedPostgres.EmbeddedPostgres? embedded;

    private DatabaseHost(string ownerConnection, EmbeddedPostgres.EmbeddedPostgres? embedded) => (OwnerConnection, this.embedded) = (ownerConnection, embedded);

    public string OwnerConnection { get; }
    public bool IsEmbedded => embedded is not null;

    public static async Task<DatabaseHost> StartAsync(IConfiguration configuration, CancellationToken ct = default)
    {
        if (configuration.GetConnectionString("Cqp") is { Length: > 0 } own)
        {
            await PrepareAsync(own, ct);
            return new DatabaseHost(own, null);
        }
        var server = await EmbeddedPostgres.EmbeddedPostgres.StartAsync(configuration["CQP_DATA"] ?? ".data", cancellation: ct);
        try
        {
            await PrepareAsync(server.ConnectionString, ct);
            return new DatabaseHost(server.ConnectionString, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public void HandOverTo(IHostApplicationLifetime lifetime) => embedded?.HandOverTo(lifetime);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (embedded is not null) await embedded.DisposeAsync();
    }

    private static async Task PrepareAsync(string connection, CancellationToken ct)
    {
        try
        {
            await DatabaseSchema.MigrateAsync(connection, ct);
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or FormatException or TimeoutException)
        {
            // Never the whole string: it holds a password.
            throw new StartupRefusal($"La base de données n’est pas accessible par ConnectionStrings__Cqp\u00a0: {e.Message}", e);
        }
    }
}
