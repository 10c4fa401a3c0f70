using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>Who changed what, when and why, with old and new values. The database numbers and chains the entries by SHA-256 (see the audit trigger).</summary>
public sealed class AuditEntry : TenantEntity
{
    private AuditEntry() { }

    /// <summary>Place in the tenant's chain, from 1, without a gap; given by the database.</summary>
    public long Sequence { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public string Action { get; private set; } = "";
    public string? Reason { get; private set; }
    public string EntityType { get; private set; } = "";
    public Guid EntityId { get; private set; }

    /// <summary>JSON: property → [old, new].</summary>
    public string Changes { get; private set; } = "";
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";

    internal static AuditEntry Create(AuditScope scope, DateTimeOffset at, string entityType, Guid entityId, string verb, string changes) => new()
    {
        At = at,
        ActorId = scope.ActorId,
        ActorName = scope.ActorName,
        Action = scope.Action.Length > 0 ? scope.Action : verb,
        Reason = scope.Reason,
        EntityType = entityType,
        EntityId = entityId,
        Changes = changes,
    };
}

/// <summary>Who acts in this unit of work and why.</summary>
public sealed class AuditScope
{
    public Guid? ActorId { get; set; }
    public string ActorName { get; set; } = "";

    /// <summary>The use case, e.g. "SubmitEnrolment".</summary>
    public string Action { get; set; } = "";
    public string? Reason { get; set; }
}

/// <summary>Keeps an entity out of the audit: technical rows that hold no fact of a candidate.</summary>
public interface INotAudited;
