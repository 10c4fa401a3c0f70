using System.Buffers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CqpPlatform.Web.Data.Bulk;

/// <summary>
/// Adds thousands of rows as the application role, under row-level security, with one audit entry a row: one round trip a thousand rows,
/// one array a column (docs/adr/0008). For rows made by the domain that nobody else has yet; everything else goes through SaveChanges.
/// </summary>
public static class BulkInsert
{
    private const int RowsPerTrip = 1000;

    /// <param name="groups">Rows of one type each, those that others refer to first.</param>
    public static async Task BulkAddAsync(this CqpDbContext db, DateTimeOffset now, IReadOnlyList<IReadOnlyList<TenantEntity>> groups, CancellationToken ct = default)
    {
        if (db.Database.CurrentTransaction?.GetDbTransaction() is not NpgsqlTransaction transaction) throw new InvalidOperationException("Rows added in bulk belong to a transaction.");
        var buffers = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        foreach (var rows in groups.Where(g => g.Count > 0))
        {
            var type = db.Model.FindEntityType(rows[0].GetType())!;
            var (table, audit) = (new BulkTable(type), rows[0] is INotAudited ? null : new BulkAudit(db, type, now, buffers));
            for (var from = 0; from < rows.Count; from += RowsPerTrip)
            {
                TenantEntity[] some = [.. rows.Skip(from).Take(RowsPerTrip)];
                await using var batch = transaction.Connection!.CreateBatch();
                batch.Transaction = transaction;
                batch.BatchCommands.Add(table.Insert(db.TenantId, some));
                audit?.Append(batch, some);
                await batch.ExecuteNonQueryAsync(ct);
            }
        }
    }
}
