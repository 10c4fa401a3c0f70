using System.Collections.Concurrent;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>Published referentials, parsed once: a published version never changes, so its id is a safe cache key.</summary>
public sealed class ReferentialCatalogue
{
    private readonly ConcurrentDictionary<Guid, Referential> parsed = new();

    /// <summary>The referential of a version that this unit of work may see.</summary>
    public async Task<Referential> GetAsync(CqpDbContext db, Guid versionId, CancellationToken ct = default)
    {
        // Asked even when cached: the row must be visible to this tenant.
        if (parsed.TryGetValue(versionId, out var known) && await db.ReferentialVersions.AnyAsync(v => v.Id == versionId, ct)) return known;
        var content = await db.ReferentialVersions.Where(v => v.Id == versionId).Select(v => v.Content).SingleAsync(ct);
        return parsed[versionId] = ReferentialJson.Read(content).Value;
    }
}
