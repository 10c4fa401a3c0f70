using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

/// <summary>The course of a session: suspended and resumed, or put off for want of quorum.</summary>
public sealed partial class JurySession
{
    private const string NoAppealLeft = "aucun recours n’est plus à examiner";

    /// <summary>Why a session put off could not be held, in French; null for any other.</summary>
    public string? PostponedBecause { get; private set; }

    /// <summary>Every appeal sent to it was given up or taken back before it decided.</summary>
    public bool EndedWithoutAppeal => PostponedBecause == NoAppealLeft;

    /// <summary>When the names of those who sat left this session; its minutes keep them.</summary>
    public DateTimeOffset? MembersErasedAt { get; private set; }

    /// <summary>Takes the names, the qualities and the links of those who sat away, once nothing can change any more.</summary>
    public Result EraseMembers(DateTimeOffset now)
    {
        if (!Status.IsOver()) return JuryErrors.NotOver;
        members.ForEach(m => m.Erase());
        statements.ForEach(s => s.Erase());
        recusals.ForEach(r => r.Erase());
        MembersErasedAt = now;
        return Result.Success;
    }

    public Result Suspend(DateTimeOffset now)
    {
        if (Obstacle() is { } closed) return closed;
        if (rounds.Find(r => r.State == RoundState.Open) is { } round) return JuryErrors.VoteUnderWay(round.BlockCode);
        pauses.Add(new SessionPause(Id, now));
        Status = JurySessionStatus.Suspended;
        TakeConfirmationsBack();
        return Result.Success;
    }

    public Result Resume(DateTimeOffset now)
    {
        if (Frozen() is { } frozen) return frozen;
        if (Status != JurySessionStatus.Suspended) return JuryErrors.NotSuspended;
        pauses.Find(p => p.Until is null)!.End(now);
        Status = JurySessionStatus.Open;
        return Result.Success;
    }

    /// <summary>What keeps a session from being put off for want of quorum: it has one, somebody's presence is not known, or something was decided.</summary>
    /// <param name="candidates">How many it judges: a session of appeals without any left ends whatever its quorum.</param>
    public Result MayBePostponed(JuryRule rule, QuorumRule quorum, int candidates)
    {
        if (Frozen() is { } frozen) return frozen;
        if (!Status.IsUnderWay()) return JuryErrors.NotOpen;
        if (decisions.Count > 0) return JuryErrors.DecidedAlready;
        if (members.Where(m => m.Presence == Presence.Expected).Select(m => JuryErrors.PresenceUnknown(m.Name)).ToList() is { Count: > 0 } unknown) return unknown;
        return Quorum.Obstacle(quorum, rule, Sitting()) is null && !IsWithoutAppeal(candidates) ? JuryErrors.QuorumThere : Result.Success;
    }

    /// <summary>Ends a session that could not deliberate, under the number of its own minutes. Call <see cref="MayBePostponed"/> first.</summary>
    public void Postpone(JuryRule rule, QuorumRule quorum, int candidates, string minutesNumber, DateTimeOffset now)
    {
        if (MayBePostponed(rule, quorum, candidates).Refused) throw new InvalidOperationException("A session is put off only when it has no quorum, or no appeal left.");
        PostponedBecause = IsWithoutAppeal(candidates) ? NoAppealLeft : Quorum.Obstacle(quorum, rule, Sitting());
        (Status, SealedAt, MinutesNumber) = (JurySessionStatus.Postponed, now, minutesNumber);
    }

    private bool IsWithoutAppeal(int candidates) => ForAppeals && candidates == 0;

    /// <summary>Why a candidate who was withdrawn may not come back before this jury, or null: the opening and each resumption look for the conflicts of those who are there.</summary>
    public Error? MissedBy(DateTimeOffset withdrawnAt) => Status switch
    {
        JurySessionStatus.Sealed => EnrolmentErrors.SealedWithout,
        JurySessionStatus.Open when withdrawnAt < OpenedAt || pauses.Exists(p => withdrawnAt < p.Until) => EnrolmentErrors.JurySitsWithout,
        JurySessionStatus.Convened or JurySessionStatus.Open or JurySessionStatus.Suspended or JurySessionStatus.Postponed => null,
        _ => throw new InvalidOperationException($"Unknown status {Status}"),
    };

    /// <summary>Why nothing of the session may change, or null.</summary>
    private Error? Frozen() => Status switch
    {
        JurySessionStatus.Sealed => JuryErrors.Sealed,
        JurySessionStatus.Postponed => JuryErrors.Postponed,
        JurySessionStatus.Convened or JurySessionStatus.Open or JurySessionStatus.Suspended => null,
        _ => throw new InvalidOperationException($"Unknown status {Status}"),
    };

    /// <summary>Why the jury may not deliberate just now, or null.</summary>
    public Error? Obstacle() => Frozen() ?? (Status switch
    {
        JurySessionStatus.Open => null,
        JurySessionStatus.Suspended => JuryErrors.Suspended,
        _ => JuryErrors.NotOpen,
    });
}

/// <summary>A suspension of the session; open while <see cref="Until"/> is null.</summary>
public sealed class SessionPause : TenantEntity
{
    private SessionPause() { }
    internal SessionPause(Guid sessionId, DateTimeOffset from) => (SessionId, From) = (sessionId, from);

    public Guid SessionId { get; private set; }
    public DateTimeOffset From { get; private set; }
    public DateTimeOffset? Until { get; private set; }

    internal void End(DateTimeOffset at) => Until = at;
}
