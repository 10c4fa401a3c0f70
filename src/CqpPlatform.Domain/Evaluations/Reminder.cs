using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Evaluations;

/// <summary>One reminder, as it left: to which source's organisation, tutor or examiner, for which campaign, from whom. Never changed.</summary>
public sealed class Reminder : TenantEntity
{
    /// <summary>Nobody is reminded twice within this time, unless whoever reminds asks for it.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    private Reminder() { }

    public Guid CampaignId { get; private set; }
    public SourceKind Source { get; private set; }

    /// <summary>The organisation, the tutor, or the examiner's membership.</summary>
    public Guid RecipientId { get; private set; }
    public Guid ById { get; private set; }
    public DateTimeOffset SentAt { get; private set; }

    public static Reminder Of(Guid campaignId, SourceKind source, Guid recipientId, Guid by, DateTimeOffset now) =>
        new() { CampaignId = campaignId, Source = source, RecipientId = recipientId, ById = by, SentAt = now };

    public static bool IsRecent(DateTimeOffset? last, DateTimeOffset now) => now - last < Apart;
}
