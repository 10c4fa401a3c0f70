using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>When organisations and candidates learn the results: at the seal, or at the hour the certifier chose.</summary>
public sealed partial class JurySession
{
    /// <summary>The certifier keeps the results until an hour.</summary>
    public bool ResultsHeld { get; private set; }

    /// <summary>That hour, or the one when they were told before it; null while none is chosen.</summary>
    public DateTimeOffset? ResultsAt { get; private set; }

    /// <summary>Told already: they cannot be taken back.</summary>
    public bool ResultsAreOut(DateTimeOffset now) => Status == JurySessionStatus.Sealed && (!ResultsHeld || ResultsAt <= now);

    /// <summary>The moment they were told, from which the days to appeal run; null while they are not.</summary>
    public DateTimeOffset? ResultsToldAt(DateTimeOffset now) => !ResultsAreOut(now) ? null : ResultsAt is { } chosen && chosen > SealedAt ? chosen : SealedAt;

    /// <param name="at">Null keeps them until an hour is chosen.</param>
    public Result HoldResults(DateTimeOffset? at, DateTimeOffset now)
    {
        if (Status == JurySessionStatus.Postponed) return JuryErrors.Postponed;
        if (ResultsAreOut(now)) return JuryErrors.ResultsOut;
        if (at <= now) return JuryErrors.ResultsHourPast;
        (ResultsHeld, ResultsAt) = (true, at);
        return Result.Success;
    }

    /// <summary>Tells them now, or at the seal where it is still to come.</summary>
    public Result ReleaseResults(DateTimeOffset now)
    {
        if (Status == JurySessionStatus.Postponed) return JuryErrors.Postponed;
        if (ResultsAreOut(now)) return JuryErrors.ResultsOut;
        (ResultsHeld, ResultsAt) = (false, Status == JurySessionStatus.Sealed ? now : null);
        return Result.Success;
    }
}
