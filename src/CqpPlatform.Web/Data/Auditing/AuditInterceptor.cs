using System.Text.Encodings.Web;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>Adds one audit entry per changed row to the same transaction. Nothing changed means no entry.</summary>
public sealed class AuditInterceptor(TimeProvider time) : SaveChangesInterceptor
{
    private const int LongestValue = 2000;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Append(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Append(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private void Append(DbContext? context)
    {
        if (context is not CqpDbContext db || db.TenantId == Guid.Empty) return;
        db.ChangeTracker.DetectChanges();
        var entries = new List<AuditEntry>();
        foreach (var entry in db.ChangeTracker.Entries<TenantEntity>())
        {
            if (entry.Entity is AuditEntry or INotAudited || entry.State is EntityState.Unchanged or EntityState.Detached) continue;
            var changes = Changes(entry);
            if (changes.Count == 0) continue;
            entries.Add(AuditEntry.Create(db.Audit, time.GetUtcNow(), entry.Metadata.ShortName(), entry.Entity.Id,
                entry.State.ToString(), JsonSerializer.Serialize(changes, Json)));
        }
        db.AuditEntries.AddRange(entries);
    }

    private static Dictionary<string, object?[]> Changes(EntityEntry entry)
    {
        var changes = new Dictionary<string, object?[]>();
        foreach (var property in entry.Properties)
        {
            if (property.Metadata.IsPrimaryKey() || property.Metadata.IsConcurrencyToken) continue;
            var (before, after) = entry.State switch
            {
                EntityState.Added => (null, Shown(property.CurrentValue)),
                EntityState.Deleted => (Shown(property.OriginalValue), null),
                _ => (Shown(property.OriginalValue), Shown(property.CurrentValue)),
            };
            if (!Equals(before, after)) changes[property.Metadata.Name] = [before, after];
        }
        return changes;
    }

    private static string? Shown(object? value) => value switch
    {
        null => null,
        byte[] bytes => $"{bytes.Length} octets",
        System.Collections.IEnumerable list and not string => string.Join(",", list.Cast<object>()),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() is { Length: > LongestValue } text ? text[..LongestValue] : value.ToString(),
    };
}
