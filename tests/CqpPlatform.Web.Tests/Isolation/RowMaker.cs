using Npgsql;

namespace CqpPlatform.Web.Tests.Isolation;

/// <summary>Makes a row of any table out of what the catalogue says of its columns.</summary>
public sealed class RowMaker(IReadOnlyList<OwnedTable> tables)
{
    // What a check constraint or a trigger asks of a column beyond its type.
    private static readonly Dictionary<string, string> Special = new()
    {
        ["acquired_blocks.origin"] = "'Jury'",
        ["audit_details.erased_at"] = "null",
        ["referential_versions.content"] = "'{}'",
        ["referential_versions.sha256"] = "encode(sha256('{}'), 'hex')",
        ["referential_versions.status"] = "'Published'",
    };

    private static readonly Guid Account = Guid.NewGuid();
    private static int last;

    private readonly Dictionary<(Guid Tenant, string Table), Guid> rows = [];

    /// <summary>The row of a tenant in a table.</summary>
    public Guid this[Guid tenant, string table] => rows[(tenant, table)];

    public async Task FillAsync(NpgsqlConnection owner, Guid tenant)
    {
        await GlobalAsync(owner, "tenants", tenant);
        await GlobalAsync(owner, "accounts", Account);
        await IsolationStage.ExecuteAsync(owner, $"select set_config('{Web.Data.TenantIsolation.Setting}', '{tenant}', false)");
        foreach (var table in tables)
        {
            var id = Guid.NewGuid();
            await IsolationStage.ExecuteAsync(owner, Insert(table, tenant, id, target => rows[(tenant, target)]));
            rows[(tenant, table.Name)] = id;
        }
    }

    /// <summary>A row of one tenant; <paramref name="reference"/> says to which row of another table it leads.</summary>
    public static string Insert(OwnedTable table, Guid tenant, Guid id, Func<string, Guid> reference) =>
        $"insert into {table.Name} ({string.Join(", ", table.ColumnNames.Select(c => $"\"{c}\""))}) values ({string.Join(", ", table.Columns.Select(c => Value(table, c, tenant, id, reference)))})";

    private static async Task GlobalAsync(NpgsqlConnection owner, string table, Guid id)
    {
        var columns = await OwnedTable.NeedsAsync(owner, table);
        await IsolationStage.ExecuteAsync(owner, $"insert into {table} ({string.Join(", ", columns.Select(c => c.Name))}) values ({string.Join(", ", columns.Select(c => c.Name == "id" ? $"'{id}'" : Any(table, c)))}) on conflict do nothing");
    }

    private static string Value(OwnedTable table, OwnedColumn column, Guid tenant, Guid id, Func<string, Guid> reference)
    {
        if (column.Name == "tenant_id") return $"'{tenant}'";
        if (column.Name == "id") return $"'{id}'";
        if (table.References.TryGetValue(column.Name, out var target)) return $"'{reference(target)}'";
        if (table.AccountColumns.Contains(column.Name)) return $"'{Account}'";
        return table.SelfReferences.Contains(column.Name) ? "null" : Any(table.Name, column);
    }

    private static string Any(string table, OwnedColumn column)
    {
        if (Special.TryGetValue($"{table}.{column.Name}", out var special)) return special;
        var n = Interlocked.Increment(ref last);
        return column.Type switch
        {
            "uuid" => $"'{Guid.NewGuid()}'",
            "character varying" or "text" or "character" => $"'{Short($"x{n}", column.MaxLength)}'",
            "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" => (n % 30_000).ToString(),
            "boolean" => "true",
            "date" => "current_date",
            "timestamp with time zone" or "timestamp without time zone" => "now()",
            "time without time zone" => "'09:00'",
            "bytea" => "'\\x00'",
            "json" or "jsonb" => "'{}'",
            var array when array.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
            var other => throw new InvalidOperationException($"Say here what a {other} is: {table}.{column.Name}."),
        };
    }

    private static string Short(string text, int limit) => limit == 0 || text.Length <= limit ? text : text[^limit..];
}
