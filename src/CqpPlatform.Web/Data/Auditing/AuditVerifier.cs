using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>Reads a tenant's chain once from its first entry and says where it stops being what was written. It trusts no function of the database but SHA-256.</summary>
public sealed class AuditVerifier(CqpDatabase database, TimeProvider time)
{
    private const string Text = "jsonb_strip_nulls(to_jsonb(e) - 'hash')";

    private static readonly string Chain = $"""
        select e.sequence, e.at, e.previous_hash, e.hash, {Sha256(Text + "::text")}, e.detail_hash,
          d.id is not null, d.erased_at is not null, {Sha256("d.salt || d.content")}
        from audit_entries e left join audit_details d on d.tenant_id = e.tenant_id and d.entry_id = e.id
        order by e.sequence, e.id
        """;

    // An entry whose hash is right at another number was moved, not rewritten.
    private static readonly string Origin = $$"""
        select s from audit_entries e, generate_series(1, (select max(sequence) + 1000 from audit_entries)) s
        where e.sequence = $1 and e.hash = {{Sha256($"jsonb_set({Text}, '{{sequence}}', to_jsonb(s))::text")}} limit 1
        """;

    public async Task<AuditVerdict> VerifyAsync(Tenant tenant, IEnumerable<AuditCheckpoint> checkpoints, CancellationToken ct = default)
    {
        await using var db = await database.OpenAsync(tenant.Id, ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using (var utc = new NpgsqlCommand("set timezone = 'UTC'", connection)) await utc.ExecuteNonQueryAsync(ct);
        var walk = new Walk([.. checkpoints.Where(c => c.Tenant == tenant.Slug).OrderBy(c => c.Sequence)]);
        AuditFault? fault = null;
        await using (var command = new NpgsqlCommand(Chain, connection))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (fault is null && await reader.ReadAsync(ct))
            {
                fault = walk.Step(new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                    reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetBoolean(6), reader.GetBoolean(7), reader.IsDBNull(8) ? null : reader.GetString(8)));
            }
        }
        fault ??= walk.End();
        if (fault is { Kind: AuditFaultKind.Altered, Sequence: var at } && await OriginAsync(connection, at, ct) is { } origin)
            fault = new(AuditFaultKind.Moved, at, $"L’entrée n° {at} a été déplacée : elle a été écrite au n° {origin}.".French());
        var last = walk.Count == 0 ? null : new AuditCheckpoint(tenant.Slug, walk.Count, walk.LastHash, time.GetUtcNow());
        return new(tenant.Slug, walk.Count, walk.Erased, last, fault);
    }

    private static string Sha256(string text) => $"encode(sha256(convert_to({text}, 'UTF8')), 'hex')";

    private static async Task<long?> OriginAsync(NpgsqlConnection connection, long sequence, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Origin, connection) { Parameters = { new() { Value = sequence } } };
        return await command.ExecuteScalarAsync(ct) as long?;
    }

    private sealed record Entry(long Sequence, DateTimeOffset At, string Previous, string Hash, string Computed, string? DetailHash, bool HasDetail, bool Erased, string? DetailComputed)
    {
        public string When => FrenchFormat.DateTime(At);
    }

    private sealed class Walk(IReadOnlyList<AuditCheckpoint> checkpoints)
    {
        public long Count { get; private set; }
        public long Erased { get; private set; }
        public string LastHash { get; private set; } = "";

        public AuditFault? Step(Entry entry)
        {
            var n = Count + 1;
            if (entry.Sequence > n) return Fault(AuditFaultKind.Missing, n, entry.Sequence == n + 1 ? $"L’entrée n° {n} manque." : $"Les entrées n° {n} à {entry.Sequence - 1} manquent.");
            if (entry.Sequence < n) return Fault(AuditFaultKind.Replaced, entry.Sequence, $"Deux entrées portent le n° {entry.Sequence}.");
            if (entry.Computed != entry.Hash) return Fault(AuditFaultKind.Altered, n, $"L’entrée n° {n}, du {entry.When}, a été modifiée.");
            if (entry.Previous != LastHash) return n == 1
                ? Fault(AuditFaultKind.Replaced, 1, "L’entrée n° 1 n’est pas celle par laquelle ce journal a commencé.")
                : Fault(AuditFaultKind.Replaced, n - 1, $"L’entrée n° {n - 1} a été remplacée : ce n’est pas celle que suivait l’entrée n° {n}, du {entry.When}.");
            if (Detail(entry) is { } detail) return detail;
            if (checkpoints.FirstOrDefault(c => c.Sequence == n) is { } checkpoint && checkpoint.Hash != entry.Hash) return Rewritten(checkpoint);
            (Count, LastHash, Erased) = (n, entry.Hash, Erased + (entry.Erased ? 1 : 0));
            return null;
        }

        public AuditFault? End() => checkpoints.LastOrDefault(c => c.Sequence > Count) is not { } checkpoint ? null
            : Fault(AuditFaultKind.Cut, Count + 1, $"La fin du journal a été coupée : les entrées n° {Count + 1} à {checkpoint.Sequence} manquent, d’après le repère du {FrenchFormat.DateTime(checkpoint.At)}.");

        private static AuditFault? Detail(Entry entry) => entry switch
        {
            { DetailHash: null, HasDetail: true } => Fault(AuditFaultKind.DetailAltered, entry.Sequence, $"Un détail a été ajouté à l’entrée n° {entry.Sequence}, du {entry.When}."),
            { DetailHash: not null, HasDetail: false } => Fault(AuditFaultKind.DetailMissing, entry.Sequence, $"Le détail de l’entrée n° {entry.Sequence}, du {entry.When}, a été retiré sans effacement."),
            { HasDetail: true, Erased: false } when entry.DetailComputed != entry.DetailHash => Fault(AuditFaultKind.DetailAltered, entry.Sequence, $"Le détail de l’entrée n° {entry.Sequence}, du {entry.When}, a été modifié."),
            _ => null,
        };

        private AuditFault Rewritten(AuditCheckpoint checkpoint)
        {
            var sure = checkpoints.LastOrDefault(c => c.Sequence < checkpoint.Sequence)?.Sequence ?? 0;
            return Fault(AuditFaultKind.Rewritten, sure + 1, $"Le journal a été réécrit entre l’entrée n° {sure + 1} et l’entrée n° {checkpoint.Sequence} : il ne mène plus au repère du {FrenchFormat.DateTime(checkpoint.At)}.");
        }

        private static AuditFault Fault(AuditFaultKind kind, long sequence, string message) => new(kind, sequence, message.French());
    }
}
