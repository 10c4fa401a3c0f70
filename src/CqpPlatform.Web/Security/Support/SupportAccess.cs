using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.Support;

public enum SupportAccessStatus { Asked, Lapsed, Refused, Open, Ended }

public static class SupportAccessFacts
{
    public static string French(this SupportAccessStatus status) => status switch
    {
        SupportAccessStatus.Asked => "À répondre",
        SupportAccessStatus.Lapsed => "Sans réponse, caduc",
        SupportAccessStatus.Refused => "Refusé",
        SupportAccessStatus.Open => "En cours",
        SupportAccessStatus.Ended => "Terminé",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}

/// <summary>
/// The operator's only way to a certifier's data: asked for with its purpose, granted by the certifier for some hours, read-only, written in the
/// audit at each reading, over by itself (docs/adr/0015).
/// </summary>
public sealed class SupportAccess : TenantEntity
{
    public const int PurposeMaxLength = 500, MaxHours = 24;

    /// <summary>How long a request waits for its answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(7);

    private SupportAccess() { }

    /// <summary>The operator's account.</summary>
    public Guid OperatorId { get; private set; }
    public string Purpose { get; private set; } = "";
    public int Hours { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The certifier's manager who granted or refused.</summary>
    public Guid? AnsweredById { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When a granted access ends by itself; null while it waits, and once refused.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Ended before, by the certifier or the operator.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static Result<SupportAccess> Ask(Guid operatorId, string? purpose, int hours, DateTimeOffset now)
    {
        var errors = new List<Error>();
        if (string.IsNullOrWhiteSpace(purpose)) errors.Add(SupportErrors.PurposeRequired);
        if (hours is < 1 or > MaxHours) errors.Add(SupportErrors.HoursOutOfRange);
        if (errors.Count > 0) return errors;
        return new SupportAccess { OperatorId = operatorId, Purpose = purpose!.Trim(), Hours = hours, AskedAt = now };
    }

    public SupportAccessStatus Status(DateTimeOffset now)
    {
        if (AnsweredAt is null) return now < AskedAt + AnswerWithin ? SupportAccessStatus.Asked : SupportAccessStatus.Lapsed;
        if (ExpiresAt is not { } end) return SupportAccessStatus.Refused;
        return EndedAt is null && now < end ? SupportAccessStatus.Open : SupportAccessStatus.Ended;
    }

    /// <param name="hours">No more than were asked for.</param>
    public Result Grant(int hours, Guid byId, DateTimeOffset now)
    {
        if (Status(now) != SupportAccessStatus.Asked) return SupportErrors.AlreadyAnswered;
        if (hours < 1 || hours > Hours) return SupportErrors.TooManyHours(Hours);
        (AnsweredById, AnsweredAt, ExpiresAt) = (byId, now, now.AddHours(hours));
        return Result.Success;
    }

    public Result Refuse(Guid byId, DateTimeOffset now)
    {
        if (Status(now) != SupportAccessStatus.Asked) return SupportErrors.AlreadyAnswered;
        (AnsweredById, AnsweredAt) = (byId, now);
        return Result.Success;
    }

    public Result End(DateTimeOffset now)
    {
        if (Status(now) != SupportAccessStatus.Open) return SupportErrors.NotOpen;
        EndedAt = now;
        return Result.Success;
    }
}

public static class SupportErrors
{
    public static readonly Error PurposeRequired = new("support-purpose", "Dites pourquoi : le certificateur décide d’après ce motif, et il le conserve.".French(), Field: "Purpose");
    public static readonly Error HoursOutOfRange = new("support-hours", $"Indiquez une durée de 1 à {SupportAccess.MaxHours} heures.".French(), Field: "Hours");
    public static readonly Error AlreadyAnswered = new("support-answered", "Cette demande a déjà reçu sa réponse, ou elle est caduque.");
    public static readonly Error AlreadyAsked = new("support-already-asked", "Une demande attend déjà la réponse de ce certificateur, ou un accès est en cours.");
    public static readonly Error NotOpen = new("support-not-open", "Cet accès est déjà terminé.");

    public static Error TooManyHours(int asked) => new("support-hours", $"Accordez de 1 à {asked} heures, la durée demandée.".French(), Field: "Hours");
}
