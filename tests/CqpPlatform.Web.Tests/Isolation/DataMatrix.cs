using CqpPlatform.Web.Data;
using Npgsql;

namespace CqpPlatform.Web.Tests.Isolation;

/// <summary>
/// Every tenant's table × every way to reach a row × every wrong tenant, as the application role: each is denied, and the same act works
/// for the row's own tenant, or is refused there for a reason that is documented.
/// </summary>
public sealed class DataMatrix(IReadOnlyList<OwnedTable> tables, RowMaker rows, Guid victim, Guid other)
{
    // What the database says when it refuses: a policy or a right; a tenant that is no uuid; a reference to nobody; COPY into a guarded table; a second of what there is one of; a rule that a trigger keeps.
    private const string NotAllowed = "42501", NotAUuid = "22P02", NoSuchRow = "23503", NotUnderPolicies = "0A000", Twice = "23505", AgainstARule = "23001";
    private const string Other = "another tenant", Bad = "a bad tenant";

    // Rows that change in one way only.
    private static readonly Dictionary<string, string> OnlyChange = new()
    {
        ["acquired_blocks"] = "reason = acquired_blocks.reason",
        ["counter_entries"] = "reason = counter_entries.reason",
        ["declaration_files"] = "erased_at = declaration_files.erased_at",
        ["ledger_proofs"] = "file_name = ledger_proofs.file_name",
        ["audit_details"] = "salt = null, content = null, erased_at = now()",
        ["declared_passages"] = "state = declared_passages.state",
        ["evaluation_changes"] = "before = evaluation_changes.before",
        ["issued_documents"] = "state = issued_documents.state",
    };

    // Rows that a rule keeps for ever.
    private static readonly Dictionary<string, string> Kept = new() { ["referential_versions"] = AgainstARule };

    private readonly List<string> faults = [];

    /// <summary>How many statements were asked.</summary>
    public int Asked { get; private set; }

    /// <param name="only">One table; all of them by default.</param>
    public async Task<IReadOnlyList<string>> FaultsAsync(string ownerConnection, string? only = null)
    {
        var asked = tables.Where(t => only is null || t.Name == only).ToList();
        var application = DatabaseSchema.ApplicationConnection(ownerConnection);
        foreach (var (who, setting) in new (string, string?)[] { (Other, other.ToString()), ("no tenant", null), ("an empty tenant", ""), (Bad, "' or true --") })
        {
            await using var connection = await IsolationStage.OpenAsync(application, setting);
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var table in asked) await DeniedAsync(connection, who, table);
        }
        await using var own = await IsolationStage.OpenAsync(application, victim.ToString());
        await using var kept = await own.BeginTransactionAsync();
        foreach (var table in asked) await PermittedAsync(own, table);
        return faults;
    }

    private async Task DeniedAsync(NpgsqlConnection connection, string who, OwnedTable table)
    {
        var (t, id) = (table.Name, rows[victim, table.Name]);
        await ExpectAsync("select", $"select id from {t} where id = '{id}'", "0");
        await ExpectAsync("count", $"select 1 from {t} where tenant_id = '{victim}' having count(*) > 0", "0");
        await ExpectAsync("insert", RowMaker.Insert(table, victim, Guid.NewGuid(), r => rows[victim, r]), NotAllowed, AgainstARule);
        if (table.References.Count > 0) await ExpectAsync("foreign-key insert", RowMaker.Insert(table, other, Guid.NewGuid(), r => rows[victim, r]), who == Other ? NoSuchRow : NotAllowed, AgainstARule);
        await ExpectAsync("update", $"update {t} set {Change(table)} where id = '{id}'", "0", CannotChange(table) ? NotAllowed : "0");
        await ExpectAsync("delete", $"delete from {t} where id = '{id}'", "0", CannotGo(table) ? NotAllowed : "0");
        await ExpectAsync("take", $"update {t} set tenant_id = '{other}' where id = '{id}'", "0", CannotMove(table) ? NotAllowed : "0");
        await ExpectAsync("give", $"update {t} set tenant_id = '{victim}' where id = '{rows[other, t]}'", who == Other || CannotMove(table) ? NotAllowed : "0", AgainstARule);
        await ExpectAsync("upsert", RowMaker.Insert(table, victim, id, r => rows[victim, r]) + OnConflict(table), NotAllowed, AgainstARule);
        await ExpectAsync("copy out", $"copy {t} to stdout", "0");
        await ExpectAsync("copy in", $"copy {t} from stdin", NotUnderPolicies);

        async Task ExpectAsync(string act, string sql, params string[] denials)
        {
            var seen = await TryAsync(connection, sql);
            if (!denials.Contains(seen) && !(who == Bad && seen is NotAUuid or NotAllowed)) faults.Add($"{who}: {act} {t}: {seen}, not {string.Join(" or ", denials)}");
        }
    }

    private async Task PermittedAsync(NpgsqlConnection connection, OwnedTable table)
    {
        var (t, id) = (table.Name, rows[victim, table.Name]);
        await ExpectAsync("select", [$"select id from {t} where id = '{id}'"]);
        await ExpectAsync("count", [$"select 1 from {t} where tenant_id = '{victim}' having count(*) > 0"]);
        var (fresh, inserts) = Fresh(table);
        await ExpectAsync("insert", inserts);
        if (table.References.Count > 0) await ExpectAsync("foreign-key insert", inserts);
        await ExpectAsync("update", [$"update {t} set {Change(table)} where id = '{id}'"], CannotChange(table) ? NotAllowed : "1");
        await ExpectAsync("delete", [.. inserts, $"delete from {t} where id = '{fresh}'"], CannotGo(table) ? NotAllowed : Kept.GetValueOrDefault(t, "1"));
        await ExpectAsync("stay", [$"update {t} set {Change(table)}, tenant_id = '{victim}' where id = '{id}'"], CannotMove(table) ? NotAllowed : "1");
        await ExpectAsync("upsert", [.. inserts[..^1], (CannotChange(table) ? inserts[^1] : RowMaker.Insert(table, victim, id, r => rows[victim, r])) + OnConflict(table)]);
        await ExpectAsync("copy out", [$"copy {t} to stdout"], "some");
        await ExpectAsync("copy in", [$"copy {t} from stdin"], NotUnderPolicies);

        async Task ExpectAsync(string act, IReadOnlyList<string> statements, string permitted = "1")
        {
            var seen = await TryAsync(connection, [.. statements]);
            // There is one such row a tenant: the new one takes its place.
            if (seen == Twice) seen = await TryAsync(connection, [$"delete from {t}", .. statements]);
            if (seen != permitted) faults.Add($"its own tenant: {act} {t}: {seen}, not {permitted}");
        }
    }

    /// <summary>A new row with new rows under each of its references, so that no unique key stands in the way.</summary>
    private (Guid Id, List<string> Inserts) Fresh(OwnedTable table)
    {
        var made = new Dictionary<string, Guid>();
        var inserts = new List<string>();
        Make(table);
        return (made[table.Name], inserts);

        void Make(OwnedTable next)
        {
            foreach (var target in next.References.Values.Where(r => !made.ContainsKey(r))) Make(tables.Single(t => t.Name == target));
            made[next.Name] = Guid.NewGuid();
            inserts.Add(RowMaker.Insert(next, victim, made[next.Name], r => made[r]));
        }
    }

    /// <summary>What the last statement did: a number of rows, or how it was refused. Nothing of it stays.</summary>
    private async Task<string> TryAsync(NpgsqlConnection connection, params string[] statements)
    {
        Asked++;
        var seen = "";
        await RunAsync(connection, "savepoint trial");
        try
        {
            foreach (var sql in statements) seen = await RunAsync(connection, sql);
        }
        catch (PostgresException e)
        {
            seen = e.SqlState;
        }
        await RunAsync(connection, "rollback to savepoint trial");
        return seen;
    }

    private async Task<string> RunAsync(NpgsqlConnection connection, string sql)
    {
        if (sql.StartsWith("copy", StringComparison.Ordinal))
        {
            if (sql.EndsWith("from stdin", StringComparison.Ordinal))
            {
                await using var import = await connection.BeginTextImportAsync(sql);
                return "open";
            }
            using var export = await connection.BeginTextExportAsync(sql);
            return (await export.ReadToEndAsync()).Contains(victim.ToString(), StringComparison.Ordinal) ? "some" : "0";
        }
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var (selects, read) = (reader.FieldCount > 0, 0);
        while (await reader.ReadAsync()) read++;
        await reader.CloseAsync();
        return (selects ? read : reader.RecordsAffected).ToString();
    }

    private static string Change(OwnedTable table) => OnlyChange.GetValueOrDefault(table.Name, "id = id");
    private static string OnConflict(OwnedTable table) => " on conflict (tenant_id, id) do " + (CannotChange(table) ? "nothing" : $"update set {OnlyChange.GetValueOrDefault(table.Name, "id = excluded.id")}");
    private static bool CannotChange(OwnedTable table) => TenantIsolation.AppendOnly.Contains(table.Name);
    private static bool CannotMove(OwnedTable table) => CannotChange(table) || TenantIsolation.OnlyTheseColumns.Any(c => c.StartsWith(table.Name + ".", StringComparison.Ordinal));
    private static bool CannotGo(OwnedTable table) => CannotChange(table) || TenantIsolation.NeverDeleted.Contains(table.Name);
}
