using System.Text;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Data.Bulk;

/// <summary>One column of many rows at a time, read without a box for each of its values.</summary>
internal abstract class BulkColumn(IProperty property)
{
    public string Property { get; } = property.Name;
    public string Name { get; } = property.GetColumnName();
    public string StoreType { get; } = property.GetColumnType().Split('(')[0];
    public bool IsList => StoreType.EndsWith("[]", StringComparison.Ordinal);

    public static BulkColumn Of(IProperty property)
    {
        var converter = property.FindRelationalTypeMapping()!.Converter;
        var type = property.GetColumnType().EndsWith("[]", StringComparison.Ordinal) ? typeof(Listed<>) : converter is null ? typeof(Plain<,>) : typeof(Converted<,>);
        return (BulkColumn)Activator.CreateInstance(type.MakeGenericType(type == typeof(Listed<>) ? [property.DeclaringType.ClrType] : [property.DeclaringType.ClrType, property.ClrType]), property)!;
    }

    /// <summary>One array for the whole column.</summary>
    public abstract Array Values(IReadOnlyList<TenantEntity> rows);

    private static Func<TRow, TValue> Getter<TRow, TValue>(IProperty property) => property.PropertyInfo!.GetMethod!.CreateDelegate<Func<TRow, TValue>>();

    private sealed class Plain<TRow, TValue>(IProperty property) : BulkColumn(property) where TRow : TenantEntity
    {
        private readonly Func<TRow, TValue> get = Getter<TRow, TValue>(property);

        public override Array Values(IReadOnlyList<TenantEntity> rows)
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = get((TRow)rows[i]);
            return values;
        }
    }

    /// <summary>Enumerations by their name, and what the model writes as text.</summary>
    private sealed class Converted<TRow, TValue>(IProperty property) : BulkColumn(property) where TRow : TenantEntity
    {
        private readonly Func<TRow, TValue> get = Getter<TRow, TValue>(property);
        private readonly Func<object?, object?> convert = property.FindRelationalTypeMapping()!.Converter!.ConvertToProvider;

        public override Array Values(IReadOnlyList<TenantEntity> rows)
        {
            var values = new string?[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = get((TRow)rows[i]) is { } value ? (string?)convert(value) : null;
            return values;
        }
    }

    /// <summary>unnest flattens arrays of arrays: a list travels as its literal.</summary>
    private sealed class Listed<TRow>(IProperty property) : BulkColumn(property) where TRow : TenantEntity
    {
        private readonly Func<TRow, List<string>> get = Getter<TRow, List<string>>(property);
        private readonly StringBuilder literal = new();

        public override Array Values(IReadOnlyList<TenantEntity> rows)
        {
            var values = new string?[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = Literal(get((TRow)rows[i]));
            return values;
        }

        private string? Literal(List<string>? items)
        {
            if (items is null) return null;
            literal.Clear().Append('{');
            foreach (var item in items)
            {
                if (literal.Length > 1) literal.Append(',');
                literal.Append('"');
                foreach (var c in item) literal.Append(c is '"' or '\\' ? "\\" : "").Append(c);
                literal.Append('"');
            }
            return literal.Append('}').ToString();
        }
    }
}
