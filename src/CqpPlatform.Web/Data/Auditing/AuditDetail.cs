using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>
/// The personal half of an audit entry, beside the chain: it can be erased and nothing else, and then the chain still holds. The salt goes
/// with the content, so that the hash left in the chain cannot be guessed back to a name.
/// </summary>
public sealed class AuditDetail : TenantEntity, INotAudited
{
    private const int SaltBytes = 32;

    private AuditDetail() { }

    public Guid EntryId { get; private set; }

    /// <summary>The row that the entry is about.</summary>
    public Guid EntityId { get; private set; }
    public string? Salt { get; private set; }

    /// <summary>JSON of <see cref="AuditDetailContent"/>.</summary>
    public string? Content { get; private set; }
    public DateTimeOffset? ErasedAt { get; private set; }

    internal static AuditDetail Create(AuditEntry entry, string content) =>
        new() { EntryId = entry.Id, EntityId = entry.EntityId, Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes)), Content = content };

    public string Hash() => Hash(Encoding.UTF8.GetBytes(Content ?? ""));

    internal string Hash(ReadOnlySpan<byte> content)
    {
        // Ten thousand at once, in an import: no buffer of its own for each.
        var bytes = ArrayPool<byte>.Shared.Rent((SaltBytes * 2) + content.Length);
        var length = Encoding.UTF8.GetBytes(Salt, bytes);
        content.CopyTo(bytes.AsSpan(length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length + content.Length), hash);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Erases what the audit keeps of a candidate: values and reasons go, who did what and when stays. The caller writes why, in the audit.</summary>
    public static Task<int> EraseCandidateAsync(CqpDbContext db, Guid candidateId, DateTimeOffset now, CancellationToken ct = default) =>
        EraseAsync(db, db.AuditDetails.Where(d => db.AuditEntries.Any(e => e.Id == d.EntryId && e.CandidateId == candidateId)), now, ct);

    /// <summary>The same for chosen rows: a tutor, a jury member.</summary>
    public static Task<int> EraseRowsAsync(CqpDbContext db, IReadOnlyCollection<Guid> entityIds, DateTimeOffset now, CancellationToken ct = default) =>
        EraseAsync(db, db.AuditDetails.Where(d => entityIds.Contains(d.EntityId)), now, ct);

    private static Task<int> EraseAsync(CqpDbContext db, IQueryable<AuditDetail> details, DateTimeOffset now, CancellationToken ct) =>
        details.Where(d => d.ErasedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Salt, (string?)null).SetProperty(d => d.Content, (string?)null).SetProperty(d => d.ErasedAt, now), ct);
}

/// <summary>What an entry leaves out of the chain.</summary>
/// <param name="Changes">Property → [old, new].</param>
public sealed record AuditDetailContent(string? Reason, IReadOnlyDictionary<string, string?[]> Changes);
