using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Data.Jobs;

/// <summary>
/// Work too long for a page: a row that any node takes, carries on after a restart, and whose progress anyone entitled can read
/// (docs/adr/0009). It acts with the rights of whoever asked, read again when it runs. What it changes is audited by its use case.
/// </summary>
public sealed class Job : TenantEntity, INotAudited
{
    public const int KindMaxLength = 40, MessageMaxLength = 1000;

    private Job() { }

    /// <summary>Which handler runs it: « issue-documents ».</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What people read: « Vérification de candidats.csv ».</summary>
    public string Title { get; private set; } = "";

    /// <summary>The page that shows it and its result; null for the general one.</summary>
    public string? Href { get; private set; }

    /// <summary>What the handler needs, as it likes to write it: identifiers, never personal data.</summary>
    public string Input { get; private set; } = "";
    public JobState State { get; private set; }
    public int Done { get; private set; }
    public int Total { get; private set; }
    public string? Message { get; private set; }

    /// <summary>What the work came to, for machines.</summary>
    public string? Result { get; private set; }
    public string RequestedBy { get; private set; } = "";
    public Guid? MembershipId { get; private set; }
    public Guid? ApiKeyId { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? CancelRequestedAt { get; private set; }

    /// <summary>The run that has it now. Whoever is not the holder any more cannot end it.</summary>
    public Guid? Holder { get; private set; }

    /// <summary>By the database's clock: nodes need not agree on the time. Past it, the holder is taken for dead.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }
    public int Attempts { get; private set; }

    public static Job Create(Actor actor, string kind, string title, string input, string? href, DateTimeOffset now) => new()
    {
        Kind = kind,
        Title = title,
        Input = input,
        Href = href,
        RequestedBy = actor.Name,
        MembershipId = actor.MembershipId,
        ApiKeyId = actor.MembershipId is null ? actor.Id : null,
        OrganisationId = actor.OrganisationId,
        RequestedAt = now,
    };
}
