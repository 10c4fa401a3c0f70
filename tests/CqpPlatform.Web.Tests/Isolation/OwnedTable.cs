using Npgsql;

namespace CqpPlatform.Web.Tests.Isolation;

/// <summary>A tenant's table as the catalogue describes it, referenced tables first.</summary>
/// <param name="References">Column → the table it refers to, where that table is a tenant's too.</param>
/// <param name="SelfReferences">Columns that refer to the same table.</param>
/// <param name="AccountColumns">Columns that refer to an account, which is nobody's.</param>
public sealed record OwnedTable(string Name, IReadOnlyList<OwnedColumn> Columns, IReadOnlyDictionary<string, string> References, IReadOnlyList<string> SelfReferences, IReadOnlyList<string> AccountColumns)
{
    public IEnumerable<string> ColumnNames => Columns.Select(c => c.Name);

    private const string ColumnsQuery = """
        select c.relname::text, a.attname::text, format_type(a.atttypid, null), coalesce(information_schema._pg_char_max_length(a.atttypid, a.atttypmod), 0)::text
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        """;

    /// <summary>What a row of a table that is nobody's cannot do without.</summary>
    public static async Task<IReadOnlyList<OwnedColumn>> NeedsAsync(NpgsqlConnection owner, string table) =>
        [.. (await RowsAsync(owner, $"{ColumnsQuery} and c.relname = '{table}' and a.attnotnull and not a.atthasdef and a.attidentity = ''")).Select(c => new OwnedColumn(c[1], c[2], int.Parse(c[3])))];

    public static async Task<IReadOnlyList<OwnedTable>> ReadAsync(NpgsqlConnection owner)
    {
        var columns = await RowsAsync(owner, $"{ColumnsQuery} and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id') order by c.relname, a.attnum");
        var references = await RowsAsync(owner, """
            select s.relname::text, a.attname::text, t.relname::text from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_class t on t.oid = k.confrelid
            cross join unnest(k.conkey) x(attnum) join pg_attribute a on a.attrelid = s.oid and a.attnum = x.attnum
            where k.contype = 'f' and s.relnamespace = 'public'::regnamespace and a.attname <> 'tenant_id'
            """);
        var names = columns.Select(c => c[0]).ToHashSet();
        var left = columns.GroupBy(c => c[0]).Select(g => new OwnedTable(g.Key, [.. g.Select(c => new OwnedColumn(c[1], c[2], int.Parse(c[3])))],
            references.Where(r => r[0] == g.Key && r[2] != g.Key && names.Contains(r[2])).DistinctBy(r => r[1]).ToDictionary(r => r[1], r => r[2]),
            [.. references.Where(r => r[0] == g.Key && r[2] == g.Key).Select(r => r[1])], [.. references.Where(r => r[0] == g.Key && r[2] == "accounts").Select(r => r[1])])).ToList();
        var sorted = new List<OwnedTable>();
        while (left.Count > 0)
        {
            var ready = left.Where(t => t.References.Values.All(r => sorted.Exists(s => s.Name == r))).ToList();
            if (ready.Count == 0) throw new InvalidOperationException($"These tables refer to each other in a ring: {string.Join(", ", left.Select(t => t.Name))}.");
            sorted.AddRange(ready);
            left.RemoveAll(ready.Contains);
        }
        return sorted;
    }

    private static async Task<List<string[]>> RowsAsync(NpgsqlConnection connection, string sql)
    {
        var rows = new List<string[]>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
}

public sealed record OwnedColumn(string Name, string Type, int MaxLength);
