using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using Npgsql;

namespace CqpPlatform.Web.Tests.Isolation;

/// <summary>A migrated database with two tenants and a row of each in every table they own, whatever tables there are; each test works on a copy.</summary>
public sealed class IsolationStage : IAsyncLifetime
{
    /// <summary>A change that the owner makes before the rows are there.</summary>
    public string? After { get; init; }

    public static readonly string[] GlobalTables =
    [
        "accounts",
        "account_claims",
        "account_logins",
        "account_passkeys",
        "account_sessions",
        "account_tokens",
        "password_resets",
        "recovery_codes",
        "sign_in_failures",
        "tenants",
        "installation_keys",
        "__EFMigrationsHistory",
    ];

    private readonly List<string> made = [];
    private PostgresServer server = null!;
    private string original = "";

    public Guid Ours { get; } = Guid.NewGuid();
    public Guid Theirs { get; } = Guid.NewGuid();
    public IReadOnlyList<OwnedTable> Tables { get; private set; } = [];
    public RowMaker Rows { get; private set; } = null!;

    /// <summary>Asked of the migrated database itself: PostgreSQL does not copy this right into a clone.</summary>
    public bool MayMakeTemporaryTables { get; private set; }
    public DataMatrix Matrix => new(Tables, Rows, Ours, Theirs);

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.Shared;
        original = await server.CreateDatabaseAsync();
        made.Add(original);
        await DatabaseSchema.MigrateAsync(server.ConnectionStringFor(original));
        await using (var owner = await OpenAsync(server.ConnectionStringFor(original)))
        {
            await using (var may = new NpgsqlCommand("select has_database_privilege('cqp_app', current_database(), 'TEMPORARY')", owner)) MayMakeTemporaryTables = (bool)(await may.ExecuteScalarAsync())!;
            if (After is not null) await ExecuteAsync(owner, After);
            Tables = await OwnedTable.ReadAsync(owner);
            Rows = new RowMaker(Tables);
            foreach (var tenant in new[] { Ours, Theirs }) await Rows.FillAsync(owner, tenant);
        }
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in made) await server.DropDatabaseAsync(name);
    }

    /// <summary>The owner's connection string of a copy.</summary>
    public async Task<string> CloneAsync()
    {
        var name = await server.CreateDatabaseAsync(original);
        made.Add(name);
        return server.ConnectionStringFor(name);
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // Not pooled: what one test sets in a session must not reach the next.
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, string? tenantSetting = null)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, IncludeErrorDetail = true }.ConnectionString);
        await connection.OpenAsync();
        if (tenantSetting is null) return connection;
        await using var command = new NpgsqlCommand($"select set_config('{TenantIsolation.Setting}', $1, false)", connection) { Parameters = { new() { Value = tenantSetting } } };
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
