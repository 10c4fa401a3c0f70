using System.Buffers;
using System.Globalization;
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
    private static readonly Type[] Subjects = [typeof(Candidate), typeof(Campaign), typeof(Account)];
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly CqpDbContext db;
    private readonly DateTimeOffset now;
    private readonly IEntityType type;
    private readonly IReadOnlyList<(IProperty Property, bool Personal)> properties;
    private readonly IReadOnlyList<(Type Principal, IProperty Property)> references;
    private readonly BulkTable entries, details;
    private readonly ArrayBufferWriter<byte> changes, personal;

    /// <param name="buffers">Lent by the caller from one table to the next.</param>
    public BulkAudit(CqpDbContext db, IEntityType type, DateTimeOffset now, (ArrayBufferWriter<byte> Changes, ArrayBufferWriter<byte> Personal) buffers)
    {
        (changes, personal) = buffers;
        if (type.GetComplexProperties().Any()) throw new NotSupportedException($"{type.ShortName()} has properties that rows added in bulk do not carry.");
        (this.db, this.type, this.now) = (db, type, now);
        properties = [.. type.GetProperties().Where(p => !p.IsPrimaryKey() && !p.IsConcurrencyToken && !p.IsLeftOutOfAudit()).Select(p => (p, p.IsPersonal()))];
        references = [.. type.GetForeignKeys().Where(k => Subjects.Contains(k.PrincipalEntityType.ClrType)).Select(k => (k.PrincipalEntityType.ClrType, k.Properties.First(p => p.Name != nameof(ITenantOwned.TenantId))))];
        (entries, details) = (new(db.Model.FindEntityType(typeof(AuditEntry))!), new(db.Model.FindEntityType(typeof(AuditDetail))!));
    }

    public void Append(NpgsqlBatch batch, IReadOnlyList<TenantEntity> rows)
    {
        changes.ResetWrittenCount();
        personal.ResetWrittenCount();
        using Utf8JsonWriter inChain = new(changes, Json), beside = new(personal, Json);
        var (told, kept) = (new List<TenantEntity>(rows.Count), new List<TenantEntity>(rows.Count));
        // Where each row's JSON stands: the buffers move while they grow, then the texts travel from them without being copied.
        var (chained, contents) = (new List<Range>(rows.Count), new List<Range>(rows.Count));
        foreach (var row in rows)
        {
            var (inChainAt, besideAt) = (changes.WrittenCount, personal.WrittenCount);
            var held = Write(row, inChain, beside);
            var entry = AuditEntry.Create(db.Audit, now, new(type.ShortName(), row.Id, nameof(EntityState.Added), "", type.IsAboutAPerson(), Nothing), Subject(row));
            told.Add(entry);
            chained.Add(inChainAt..changes.WrittenCount);
            if (!held) continue;
            kept.Add(entry.Vouch(AuditDetail.Create(entry, ""), personal.WrittenSpan[besideAt..]));
            contents.Add(besideAt..personal.WrittenCount);
        }
        batch.BatchCommands.Add(entries.Insert(db.TenantId, told, (nameof(AuditEntry.Changes), Texts(changes, chained))));
        if (kept.Count > 0) batch.BatchCommands.Add(details.Insert(db.TenantId, kept, (nameof(AuditDetail.Content), Texts(personal, contents))));
    }

    private static readonly IReadOnlyDictionary<string, string?[]> Nothing = new Dictionary<string, string?[]>();

    private static ReadOnlyMemory<byte>[] Texts(ArrayBufferWriter<byte> written, List<Range> places) => [.. places.Select(p => written.WrittenMemory[p])];

    /// <summary>Writes what stands in the chain, and what must be erasable: the same JSON as <see cref="AuditedRow"/> and <see cref="AuditDetailContent"/>. True where the latter says something.</summary>
    private bool Write(TenantEntity row, Utf8JsonWriter inChain, Utf8JsonWriter beside)
    {
        var held = type.IsAboutAPerson() && db.Audit.Reason is not null;
        inChain.Reset();
        beside.Reset();
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
        inChain.Flush();
        beside.Flush();
        return held;
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
