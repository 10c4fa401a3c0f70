using CqpPlatform.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>The last of the documents that took the place of another, one after the other.</summary>
public sealed record LastSuccessor(Guid Id, string Number, string? CheckCode, DocumentState State)
{
    /// <summary>What its link says: it may have been revoked since, and then nothing is in force.</summary>
    public string LinkWords => State == DocumentState.Valid ? "Voir le document en vigueur" : "Voir le document qui l’a remplacé";
}

public static class DocumentSuccession
{
    /// <summary>Null where nothing took its place.</summary>
    public static async Task<LastSuccessor?> LastSuccessorAsync(this CqpDbContext db, Guid documentId, CancellationToken ct = default)
    {
        LastSuccessor? last = null;
        // A document names what it replaces once, when it is issued: the chain has an end.
        while (await db.IssuedDocuments.Where(d => d.SupersedesId == documentId).Select(d => new LastSuccessor(d.Id, d.Number, d.CheckCode, d.State)).SingleOrDefaultAsync(ct) is { } next)
            (last, documentId) = (next, next.Id);
        return last;
    }
}
