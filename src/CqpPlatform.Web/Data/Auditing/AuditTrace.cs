using System.Text.Json;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>An entry for an act that changes no row and must be known all the same: a file taken out, a page read under a support access.</summary>
public static class AuditTrace
{
    /// <param name="changes">Property → [old, new]; nothing personal.</param>
    public static async Task NoteAsync(CqpDbContext db, DateTimeOffset now, string entityType, Guid entityId, Guid? candidateId, IReadOnlyDictionary<string, string?[]> changes, CancellationToken ct)
    {
        var row = new AuditedRow(entityType, entityId, "Read", JsonSerializer.Serialize(changes), IsAboutAPerson: false, new Dictionary<string, string?[]>());
        db.AuditEntries.Add(AuditEntry.Create(db.Audit, now, row, new AuditSubject(candidateId, null, null)));
        await db.SaveChangesAsync(ct);
    }
}
