using CqpPlatform.Web.Data.EmbeddedPostgres;
using Npgsql;

namespace CqpPlatform.TestCommon;

/// <summary>One server per test process: a private one without durability, or the one CQP_TEST_CONNECTION names (as a role that may create databases).</summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> TheOne = new(StartAsync);
    private static int lastName;

    // PostgreSQL refuses to copy a template while another copy of it has just begun; clones are quick enough to queue.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    // A busy machine answers late; what is late is not wrong.
    private PostgresServer(string ownerConnectionString) =>
        OwnerConnectionString = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Timeout = 120, CommandTimeout = 300 }.ConnectionString;

    public static Task<PostgresServer> Shared => TheOne.Value;

    /// <summary>The owner's, on the server's first database.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>Makes an empty database, or a copy of <paramref name="template"/> to which nobody may be connected (10 to 20 ms).</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test_{Environment.ProcessId}_{Guid.NewGuid().ToString("N")[..8]}_{Interlocked.Increment(ref lastName)}";
        if (template is not null)
            await CloseConnectionsAsync(template);
        await OneAtATime.WaitAsync();
        try
        {
            await ExecuteAsync($"""CREATE DATABASE "{name}" TEMPLATE "{template ?? "template0"}" STRATEGY FILE_COPY""");
        }
        finally
        {
            OneAtATime.Release();
        }
        return name;
    }

    public async Task DropDatabaseAsync(string name)
    {
        await CloseConnectionsAsync(name);
        await ExecuteAsync($"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""");
    }

    /// <summary>The owner's connection string for one database.</summary>
    public string ConnectionStringFor(string database) =>
        new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Database = database }.ConnectionString;

    private async Task CloseConnectionsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringFor(database));
        NpgsqlConnection.ClearPool(connection);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("CQP_TEST_CONNECTION") is { Length: > 0 } given)
            return new(given);

        var folder = Directory.CreateTempSubdirectory("cqp-tests-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(folder, new() { DurableWrites = false, OwnerCreatesDatabases = true, MaxConnections = 300 });
        // The server's own handler came first, so it is stopped by the time its folder goes.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return new(postgres.ConnectionString);
    }
}
