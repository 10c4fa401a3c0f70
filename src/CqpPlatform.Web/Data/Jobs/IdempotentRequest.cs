using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Jobs;

/// <param name="Key">The caller's Idempotency-Key.</param>
/// <param name="Hash">SHA-256 of what was asked: the same key for something else is a mistake of the caller.</param>
public sealed record RequestKey(string Key, string Hash)
{
    public const int MaxLength = 100;
}

/// <summary>What a write of the API came to, kept with it in one transaction: asked again after a lost answer, it answers the same.</summary>
public sealed class IdempotentRequest : TenantEntity, INotAudited
{
    public static readonly Error Reused = new("idempotency-key-reused", "Cette clé d’idempotence a déjà servi à une autre demande : donnez-en une nouvelle à chaque demande.".French());

    private IdempotentRequest() { }

    public Guid OwnerId { get; private set; }
    public string Key { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public Guid ResultId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>What the key came to the first time; null when this is the first. Two requests at once wait for each other here. Call inside a transaction.</summary>
    public static async Task<Result<Guid?>> FindAsync(UnitOfWork unit, RequestKey? request, CancellationToken ct)
    {
        if (request is null) return default(Guid?);
        await unit.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"request:{unit.Actor.Id}:{request.Key}"}, 0))", ct);
        var known = await unit.Db.IdempotentRequests.AsNoTracking().SingleOrDefaultAsync(r => r.OwnerId == unit.Actor.Id && r.Key == request.Key, ct);
        return known is null ? default(Guid?) : known.Hash == request.Hash ? known.ResultId : Reused;
    }

    public static void Keep(UnitOfWork unit, RequestKey? request, Guid resultId)
    {
        if (request is not null) unit.Db.Add(new IdempotentRequest { OwnerId = unit.Actor.Id, Key = request.Key, Hash = request.Hash, ResultId = resultId, At = unit.Now });
    }
}
