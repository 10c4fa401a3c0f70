using System.Globalization;
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
        columns = [.. entity.GetProperties().Where(p => p.Name != nameof(ITenantOwned.TenantId) && !p.IsConcurrencyToken && p.ValueGenerated == ValueGenerated.Never).Select(p => new BulkColumn(p))];
        var names = string.Join(", ", columns.Select(c => c.Name));
        // unnest flattens arrays of arrays: a list travels as its literal.
        sql = $"insert into {entity.GetTableName()} (tenant_id, {names}) select $1, {string.Join(", ", columns.Select(c => c.IsList ? $"{c.Name}::{c.StoreType}" : c.Name))} " +
            $"from unnest({string.Join(", ", columns.Select((c, i) => $"${i + 2}::{(c.IsList ? "text" : c.StoreType)}[]"))}) as rows ({names})";
    }

    public NpgsqlBatchCommand Insert(Guid tenantId, IReadOnlyList<TenantEntity> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        foreach (var column in columns) command.Parameters.Add(new NpgsqlParameter { Value = column.Values(rows) });
        return command;
    }

    private sealed class BulkColumn
    {
        private readonly IPropertyBase property;
        private readonly Func<object?, object?>? convert;
        private readonly Type type;

        public BulkColumn(IProperty property)
        {
            this.property = property;
            var mapping = property.FindRelationalTypeMapping()!;
            (Name, StoreType) = (property.GetColumnName(), property.GetColumnType().Split('(')[0]);
            IsList = StoreType.EndsWith("[]", StringComparison.Ordinal);
            var provider = mapping.Converter?.ProviderClrType ?? property.ClrType;
            convert = IsList ? Literal : mapping.Converter is { } converter ? value => value is null ? null : converter.ConvertToProvider(value) : null;
            var bare = IsList ? typeof(string) : Nullable.GetUnderlyingType(provider) ?? provider;
            type = bare.IsValueType && property.IsNullable ? typeof(Nullable<>).MakeGenericType(bare) : bare;
        }

        public string Name { get; }
        public string StoreType { get; }
        public bool IsList { get; }

        public Array Values(IReadOnlyList<TenantEntity> rows)
        {
            var values = Array.CreateInstance(type, rows.Count);
            var getter = property.GetGetter();
            for (var i = 0; i < rows.Count; i++)
            {
                var value = getter.GetClrValue(rows[i]);
                values.SetValue(convert is null ? value : convert(value), i);
            }
            return values;
        }

        private static string? Literal(object? list) => list is not System.Collections.IEnumerable items ? null
            : "{" + string.Join(',', items.Cast<object>().Select(i => $"\"{Convert.ToString(i, CultureInfo.InvariantCulture)!.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"")) + "}";
    }
}
