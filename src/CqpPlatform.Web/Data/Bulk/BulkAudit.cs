using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CqpPlatform.Web.Data.Bulk;

/// <summary>One audit entry for each row added in bulk, with its erasable half, as the interceptor would write them; the database gives each its place in the chain.</summary>
internal sealed class BulkAudit
{
    private const int LongestShared = 400, MostShared = 100;
    private static readonly Type[] Subjects = [typeof(Candidate), typeof(Campaign), typeof(Account)];
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly CqpDbContext db;
    private readonly DateTimeOffset now;
    private readonly IEntityType type;
    private readonly IReadOnlyList<(IProperty Property, bool Personal)> properties;
    private readonly IReadOnlyList<(Type Principal, IProperty Property)> references;
    private readonly HashSet<string> shared = [];
    private readonly BulkTable entries, details;
    private readonly ArrayBufferWriter<byte> changes = new(), personal = new();

    public BulkAudit(CqpDbContext db, IEntityType type, DateTimeOffset now)
    {
        if (type.GetComplexProperties().Any()) throw new NotSupportedException($"{type.ShortName()} has properties that rows added in bulk do not carry.");
        (this.db, this.type, this.now) = (db, type, now);
        properties = [.. type.GetProperties().Where(p => !p.IsPrimaryKey() && !p.IsConcurrencyToken).Select(p => (p, p.IsPersonal()))];
        references = [.. type.GetForeignKeys().Where(k => Subjects.Contains(k.PrincipalEntityType.ClrType)).Select(k => (k.PrincipalEntityType.ClrType, k.Properties.First(p => p.Name != nameof(ITenantOwned.TenantId))))];
        (entries, details) = (new(db.Model.FindEntityType(typeof(AuditEntry))!), new(db.Model.FindEntityType(typeof(AuditDetail))!));
    }

    public void Append(NpgsqlBatch batch, IReadOnlyList<TenantEntity> rows)
    {
        var (told, kept) = (new List<TenantEntity>(rows.Count), new List<TenantEntity>(rows.Count));
        foreach (var row in rows)
        {
            var (chained, detail) = Write(row);
            var entry = AuditEntry.Create(db.Audit, now, new(type.ShortName(), row.Id, nameof(EntityState.Added), chained, type.IsAboutAPerson(), Nothing), Subject(row));
            if (detail is not null) kept.Add(entry.Vouch(AuditDetail.Create(entry, detail)));
            told.Add(entry);
        }
        batch.BatchCommands.Add(entries.Insert(db.TenantId, told));
        if (kept.Count > 0) batch.BatchCommands.Add(details.Insert(db.TenantId, kept));
    }

    private static readonly IReadOnlyDictionary<string, string?[]> Nothing = new Dictionary<string, string?[]>();

    /// <summary>What stands in the chain, and what must be erasable: the same JSON as <see cref="AuditedRow"/> and <see cref="AuditDetailContent"/>.</summary>
    private (string Changes, string? Detail) Write(TenantEntity row)
    {
        changes.ResetWrittenCount();
        personal.ResetWrittenCount();
        var held = false;
        using (var inChain = new Utf8JsonWriter(changes, Json))
        using (var beside = new Utf8JsonWriter(personal, Json))
        {
            inChain.WriteStartObject();
            beside.WriteStartObject();
            beside.WriteString(nameof(AuditDetailContent.Reason), type.IsAboutAPerson() ? db.Audit.Reason : null);
            beside.WriteStartObject(nameof(AuditDetailContent.Changes));
            foreach (var (property, isPersonal) in properties)
            {
                if (property.GetGetter().GetClrValue(row) is not { } value) continue;
                held |= isPersonal;
                if (isPersonal) inChain.WriteNull(property.Name);
                var writer = isPersonal ? beside : inChain;
                writer.WriteStartArray(property.Name);
                writer.WriteNullValue();
                Tell(writer, property, value);
                writer.WriteEndArray();
            }
            inChain.WriteEndObject();
            beside.WriteEndObject();
            beside.WriteEndObject();
        }
        held |= type.IsAboutAPerson() && db.Audit.Reason is not null;
        return (Once(changes.WrittenSpan), held ? Encoding.UTF8.GetString(personal.WrittenSpan) : null);
    }

    /// <summary>A person's entries all say the same in the chain, which keeps the names of the properties only: one text serves them.</summary>
    private string Once(ReadOnlySpan<byte> json)
    {
        if (json.Length > LongestShared) return Encoding.UTF8.GetString(json);
        Span<char> text = stackalloc char[LongestShared];
        text = text[..Encoding.UTF8.GetChars(json, text)];
        var lookup = shared.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known)) return known;
        known = text.ToString();
        if (shared.Count < MostShared) shared.Add(known);
        return known;
    }

    /// <summary>As <see cref="AuditedRow.Told"/>, without a text in between for numbers, dates and identifiers.</summary>
    private static void Tell(Utf8JsonWriter writer, IProperty property, object value)
    {
        Span<char> text = stackalloc char[64];
        if (property.GetValueConverter() is null && value is ISpanFormattable number && number.TryFormat(text, out var length, AuditedRow.FormatOf(value), CultureInfo.InvariantCulture)) writer.WriteStringValue(text[..length]);
        else writer.WriteStringValue(AuditedRow.Told(property, value));
    }

    /// <summary>Whom the row names itself: rows added in bulk come with their direct references, and nothing is read for it.</summary>
    private AuditSubject Subject(TenantEntity row)
    {
        if (references.Count == 0 && type.ClrType != typeof(Candidate) && type.ClrType != typeof(Campaign)) return AuditSubject.Nobody;
        Guid? candidate = type.ClrType == typeof(Candidate) ? row.Id : null, campaign = type.ClrType == typeof(Campaign) ? row.Id : null, account = null;
        foreach (var (principal, property) in references)
        {
            var id = property.GetGetter().GetClrValue(row) as Guid?;
            if (principal == typeof(Candidate)) candidate ??= id;
            else if (principal == typeof(Campaign)) campaign ??= id;
            else account ??= id;
        }
        return new(candidate, campaign, account);
    }
}
