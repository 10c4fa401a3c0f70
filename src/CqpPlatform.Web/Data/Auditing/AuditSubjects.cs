using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>Whose story a row belongs to: the candidate, the campaign and the account its references lead to.</summary>
internal sealed record AuditSubject(Guid? CandidateId, Guid? CampaignId, Guid? AccountId)
{
    public static readonly AuditSubject Nobody = new(null, null, null);

    public AuditSubject Or(AuditSubject other) => new(CandidateId ?? other.CandidateId, CampaignId ?? other.CampaignId, AccountId ?? other.AccountId);
}

/// <summary>Follows references in the model, so that a new table finds its subjects by itself. Each row on the way is read once a save.</summary>
internal sealed class AuditSubjects(CqpDbContext db)
{
    private readonly Dictionary<(Type, Guid), AuditSubject> known = [];

    public async Task<AuditSubject> OfAsync(EntityEntry entry, CancellationToken ct)
    {
        var row = (TenantEntity)entry.Entity;
        if (known.TryGetValue((row.GetType(), row.Id), out var found)) return found;
        var subject = Itself(row.GetType(), row.Id);
        var references = entry.Metadata.GetForeignKeys().Where(k => k.PrincipalEntityType != entry.Metadata)
            .Select(k => (Type: k.PrincipalEntityType, Id: Value(entry, k))).Where(r => r.Id is not null).ToList();
        foreach (var (type, id) in references) subject = subject.Or(Itself(type.ClrType, id!.Value));
        foreach (var (type, id) in references)
        {
            var missing = Reach(type, []);
            if ((subject.CandidateId is null && missing.Candidate) || (subject.CampaignId is null && missing.Campaign) || (subject.AccountId is null && missing.Account))
                subject = subject.Or(await ThroughAsync(type, id!.Value, ct));
        }
        return known[(row.GetType(), row.Id)] = subject;
    }

    private async Task<AuditSubject> ThroughAsync(IEntityType type, Guid id, CancellationToken ct)
    {
        if (known.TryGetValue((type.ClrType, id), out var found)) return found;
        var row = await db.FindAsync(type.ClrType, [db.TenantId, id], ct);
        return row is null ? AuditSubject.Nobody : await OfAsync(db.Entry(row), ct);
    }

    private static AuditSubject Itself(Type type, Guid id) =>
        type == typeof(Candidate) ? new(id, null, null) : type == typeof(Campaign) ? new(null, id, null) : type == typeof(Account) ? new(null, null, id) : AuditSubject.Nobody;

    private static Guid? Value(EntityEntry entry, IForeignKey key) =>
        key.Properties.Where(p => p.Name != nameof(ITenantOwned.TenantId)).Select(p => entry.Property(p).CurrentValue as Guid?).FirstOrDefault(v => v is not null);

    /// <summary>Which subjects lie behind a table.</summary>
    private static (bool Candidate, bool Campaign, bool Account) Reach(IEntityType type, HashSet<IEntityType> seen)
    {
        if (!seen.Add(type) || !typeof(TenantEntity).IsAssignableFrom(type.ClrType)) return default;
        var reach = (Candidate: false, Campaign: false, Account: false);
        foreach (var principal in type.GetForeignKeys().Select(k => k.PrincipalEntityType))
        {
            var behind = Reach(principal, seen);
            reach = (reach.Candidate || behind.Candidate || principal.ClrType == typeof(Candidate), reach.Campaign || behind.Campaign || principal.ClrType == typeof(Campaign),
                reach.Account || behind.Account || principal.ClrType == typeof(Account));
        }
        return reach;
    }
}
