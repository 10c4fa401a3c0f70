using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Features.PersonalData.ExportPerson;

/// <summary>Every value of every row, by table: the machine-readable half of the export (article 20 RGPD).</summary>
internal static class PersonJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static byte[] Write(IModel model, IReadOnlyList<TenantEntity> rows, PersonFile file)
    {
        var tables = rows.GroupBy(r => model.FindEntityType(r.GetType())!).ToDictionary(g => g.Key.GetTableName()!, g => (object)g.Select(row => Values(g.Key, row)).ToList());
        tables["outbox_mails"] = file.Mails;
        tables["audit_entries"] = file.Journal;
        return JsonSerializer.SerializeToUtf8Bytes(tables, Options);
    }

    // Bytes are files of their own in the archive; keys of the tenant say nothing of the person.
    private static Dictionary<string, object?> Values(IEntityType type, TenantEntity row) => type.GetProperties()
        .Where(p => p.PropertyInfo is not null && p.ClrType != typeof(byte[]) && p.Name != nameof(ITenantOwned.TenantId))
        .ToDictionary(p => p.Name, p => p.PropertyInfo!.GetValue(row) is var value && value is Rating rating ? rating.Key : value);
}
