using System.Text.Encodings.Web;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>One changed row, as the audit tells it: what may stand in the chain, and what must be erasable.</summary>
internal sealed record AuditedRow(string EntityType, Guid EntityId, string Verb, string Changes, bool IsAboutAPerson, IReadOnlyDictionary<string, string?[]> Personal)
{
    private const int LongestValue = 2000;

    // No text is ever a JSON boolean, so a reader cannot take it for a value.
    private static readonly object Withheld = true;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where nothing changed.</summary>
    public static AuditedRow? Of(EntityEntry<TenantEntity> entry)
    {
        var changes = new Dictionary<string, object?[]>();
        var personal = new Dictionary<string, string?[]>();
        foreach (var (name, property) in Properties(entry))
        {
            if (Change(entry.State, property) is not { } change) continue;
            changes[name] = [.. change.Select(v => property.Metadata.IsPersonal() && v is not null ? Withheld : v)];
            if (property.Metadata.IsPersonal()) personal[name] = change;
        }
        return changes.Count == 0 ? null : new(entry.Metadata.ShortName(), entry.Entity.Id, entry.State.ToString(), JsonSerializer.Serialize(changes, Json), entry.Metadata.IsAboutAPerson(), personal);
    }

    /// <summary>What goes into the detail, or null: there is nothing personal to tell.</summary>
    public string? Detail(string? reason) => Personal.Count == 0 && (reason is null || !IsAboutAPerson) ? null
        : JsonSerializer.Serialize(new AuditDetailContent(IsAboutAPerson ? reason : null, Personal), Json);

    private static IEnumerable<(string Name, PropertyEntry Property)> Properties(EntityEntry entry) =>
        entry.Properties.Where(p => !p.Metadata.IsPrimaryKey() && !p.Metadata.IsConcurrencyToken && !p.Metadata.IsLeftOutOfAudit()).Select(p => (p.Metadata.Name, p))
            .Concat(entry.ComplexProperties.SelectMany(c => c.Properties.Select(p => ($"{c.Metadata.Name}.{p.Metadata.Name}", p))));

    private static string?[]? Change(EntityState state, PropertyEntry property)
    {
        if (state == EntityState.Modified && !property.IsModified) return null;
        var before = state == EntityState.Added ? null : Text(property.Metadata, property.OriginalValue);
        var after = state == EntityState.Deleted ? null : Text(property.Metadata, property.CurrentValue);
        return before == after ? null : [Short(before), Short(after)];
    }

    /// <summary>How a value that is no text is written: days and moments as ISO 8601 has them.</summary>
    internal static string? FormatOf(object value) => value is DateTimeOffset or DateOnly or TimeOnly ? "O" : null;

    /// <summary>A value as entries tell it.</summary>
    internal static string? Told(IReadOnlyProperty property, object? value) => Short(Text(property, value));

    private static string? Text(IReadOnlyProperty property, object? value) => (property.GetValueConverter()?.ConvertToProvider(value) ?? value) switch
    {
        null => null,
        string text => text,
        byte[] bytes => $"{bytes.Length} octets",
        System.Collections.IEnumerable list => string.Join(",", list.Cast<object>()),
        IFormattable f => f.ToString(FormatOf(f), System.Globalization.CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };

    private static string? Short(string? text) => text is { Length: > LongestValue } ? string.Concat(text.AsSpan(0, LongestValue), "…") : text;
}
