using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>
/// Who changed what, when and why. Persons are referenced, never copied: what tells of one is in the entry's <see cref="AuditDetail"/>, which
/// this entry vouches for by its hash. The database numbers and chains the entries by SHA-256 (see the audit trigger).
/// </summary>
public sealed class AuditEntry : TenantEntity
{
    private AuditEntry() { }

    /// <summary>Place in the tenant's chain, from 1, without a gap; given by the database.</summary>
    public long Sequence { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The account, tutor or key that acts.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>What acts where it is nobody: « Exploitant », « Démonstration ».</summary>
    public string ActorName { get; private set; } = "";
    public string Action { get; private set; } = "";

    /// <summary>Why; in the detail where the row tells of a person.</summary>
    public string? Reason { get; private set; }
    public string EntityType { get; private set; } = "";
    public Guid EntityId { get; private set; }

    /// <summary>JSON: property → [old, new], with true in the place of what is in the detail.</summary>
    public string Changes { get; private set; } = "";
    public string? DetailHash { get; private set; }
    public Guid? CandidateId { get; private set; }
    public Guid? CampaignId { get; private set; }

    /// <summary>The account the row is about: a membership, a seat.</summary>
    public Guid? AccountId { get; private set; }
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";

    internal static AuditEntry Create(AuditScope scope, DateTimeOffset at, AuditedRow row, AuditSubject subject) => new()
    {
        At = at,
        ActorId = scope.ActorId,
        ActorName = scope.ActorId is null ? scope.ActorName : "",
        Action = scope.Action.Length > 0 ? scope.Action : row.Verb,
        Reason = row.IsAboutAPerson ? null : scope.Reason,
        EntityType = row.EntityType,
        EntityId = row.EntityId,
        Changes = row.Changes,
        CandidateId = subject.CandidateId,
        CampaignId = subject.CampaignId,
        AccountId = subject.AccountId,
    };

    internal AuditDetail Vouch(AuditDetail detail)
    {
        DetailHash = detail.Hash();
        return detail;
    }

    /// <param name="content">Of the detail, in UTF-8, where it travels by itself.</param>
    internal AuditDetail Vouch(AuditDetail detail, ReadOnlySpan<byte> content)
    {
        DetailHash = detail.Hash(content);
        return detail;
    }
}

/// <summary>Who acts in this unit of work and why.</summary>
public sealed class AuditScope
{
    public Guid? ActorId { get; set; }

    /// <summary>Only for what is no person: a person is named when the audit is read.</summary>
    public string ActorName { get; set; } = "";

    /// <summary>The use case, e.g. "SubmitEnrolment".</summary>
    public string Action { get; set; } = "";
    public string? Reason { get; set; }
}

/// <summary>Keeps an entity out of the audit: technical rows that hold no fact of a candidate.</summary>
public interface INotAudited;
