using System.Collections.Concurrent;
using System.Text.Json;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>Frozen referentials, parsed once: the same content is the same referential, so its hash is a safe cache key.</summary>
public sealed class ReferentialCatalogue
{
    private static readonly ConcurrentDictionary<string, Referential> Parsed = new();

    /// <summary>The referential of a published or closed version that this unit of work may see.</summary>
    public Task<Referential> GetAsync(CqpDbContext db, Guid versionId, CancellationToken ct = default) => ReadAsync(db, versionId, ct);

    internal static async Task<Referential> ReadAsync(CqpDbContext db, Guid versionId, CancellationToken ct)
    {
        // Asked even when cached: the row must be visible to this tenant.
        var hash = await db.ReferentialVersions.Where(v => v.Id == versionId).Select(v => v.Sha256).SingleAsync(ct);
        if (Parsed.TryGetValue(hash, out var known)) return known;
        var content = await db.ReferentialVersions.Where(v => v.Id == versionId).Select(v => v.Content).SingleAsync(ct);
        return Parsed[hash] = Parse(content);
    }

    /// <summary>The same of any version, drafts included, which are read as they stand: their faults are listed elsewhere.</summary>
    public async Task<Referential> GetAsync(CqpDbContext db, ReferentialVersion version, CancellationToken ct = default) =>
        version.Status.IsFrozen() ? await GetAsync(db, version.Id, ct) : Parse(version.Content);

    // Judged when it was published: a rule that came later must not make it unreadable.
    internal static Referential Parse(string content) => JsonSerializer.Deserialize<Referential>(content, ReferentialJson.Options)!;
}
