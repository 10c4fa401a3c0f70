using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

/// <summary>Cancels a line of the ledger that was entered wrongly: both stay, and the block is held no more. A jury's decision is cancelled by amending minutes only.</summary>
public sealed class CounterEntry : TenantEntity
{
    private CounterEntry() { }

    public Guid AcquiredBlockId { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    public void EraseReason() => Reason = "";

    /// <summary>Amending minutes withdraw the block that minutes had given: the only way to cancel a jury's decision.</summary>
    public static CounterEntry Rectify(AcquiredBlock line, string minutesNumber, DateTimeOffset now) => new() { AcquiredBlockId = line.Id, Reason = $"Procès-verbal rectificatif {minutesNumber}", At = now };

    /// <summary>The same cancellation of a line recognised from the one it cancels.</summary>
    public CounterEntry For(AcquiredBlock recognised) => new() { AcquiredBlockId = recognised.Id, Reason = Reason, At = At };

    public static Result<CounterEntry> Cancel(AcquiredBlock line, string reason, DateTimeOffset now)
    {
        if (line.Origin == BlockOrigin.Jury) return AwardErrors.JuryDecisionStands;
        if (string.IsNullOrWhiteSpace(reason)) return AwardErrors.EntryReasonRequired;
        return new CounterEntry { AcquiredBlockId = line.Id, Reason = reason.Trim(), At = now };
    }
}
