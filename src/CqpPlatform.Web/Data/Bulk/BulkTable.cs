using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CqpPlatform.Web.Data.Bulk;

/// <summary>One table as the model maps it: its columns, and the statement that adds many rows from one array a column.</summary>
internal sealed class BulkTable
{
    private readonly IReadOnlyList<BulkColumn> columns;
    private readonly string sql;

    public BulkTable(IEntityType entity)
    {
        // xmin is the row's own; what the database fills in by itself (the audit chain) is left to it.
        columns = [.. entity.GetProperties().Where(p => p.Name != nameof(ITenantOwned.TenantId) && !p.IsConcurrencyToken && p.ValueGenerated == ValueGenerated.Never).Select(BulkColumn.Of)];
        var names = string.Join(", ", columns.Select(c => c.Name));
        sql = $"insert into {entity.GetTableName()} (tenant_id, {names}) select $1, {string.Join(", ", columns.Select(c => c.IsList ? $"{c.Name}::{c.StoreType}" : c.Name))} " +
            $"from unnest({string.Join(", ", columns.Select((c, i) => $"${i + 2}::{(c.IsList ? "text" : c.StoreType)}[]"))}) as rows ({names})";
    }

    /// <param name="texts">Columns whose values are not the rows' own: UTF-8, as they will travel.</param>
    public NpgsqlBatchCommand Insert(Guid tenantId, IReadOnlyList<TenantEntity> rows, params ReadOnlySpan<(string Property, ReadOnlyMemory<byte>[] Values)> texts)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        foreach (var column in columns) command.Parameters.Add(Parameter(column, rows, texts));
        return command;
    }

    private static NpgsqlParameter Parameter(BulkColumn column, IReadOnlyList<TenantEntity> rows, ReadOnlySpan<(string Property, ReadOnlyMemory<byte>[] Values)> texts)
    {
        foreach (var (property, values) in texts)
            if (property == column.Property) return new() { Value = values, DataTypeName = "text[]" };
        var own = column.Values(rows);
        // The forms and the import refuse a social security number in front of this: one that came so far is a fault of the code.
        if (own is string?[] written && written.Any(PersonalNumber.IsIn)) throw new InvalidOperationException($"{column.Name} of a row added in bulk holds a social security number.");
        return new() { Value = own };
    }
}
