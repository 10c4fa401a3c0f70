using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.Sessions;

/// <summary>One sign-in of an account on one browser. The cookie only names it: what it may still do is read here at every request and every event.</summary>
public sealed class AccountSession : IGlobal
{
    public const int DeviceMaxLength = 60;

    private AccountSession() { }

    public Guid Id { get; private set; } = Guid.NewGuid();
    public Guid AccountId { get; private set; }

    /// <summary>« Firefox, Windows », for its owner to recognise.</summary>
    public string Device { get; private set; } = "";
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>Ends then without activity, and then whatever happens.</summary>
    public DateTimeOffset IdleUntil { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether a second factor or a passkey opened it.</summary>
    public bool SecondFactor { get; private set; }

    /// <summary>When the person last proved who they are.</summary>
    public DateTimeOffset ConfirmedAt { get; private set; }

    public static AccountSession Start(Guid accountId, string device, bool secondFactor, SessionLimits limits, DateTimeOffset now) => new()
    {
        AccountId = accountId,
        Device = device.Length > DeviceMaxLength ? device[..DeviceMaxLength] : device,
        StartedAt = now,
        LastSeenAt = now,
        IdleUntil = now + limits.Inactivity,
        ExpiresAt = now + limits.Absolute,
        SecondFactor = secondFactor,
        ConfirmedAt = now,
    };

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now < IdleUntil && now < ExpiresAt;
}

/// <summary>How long a session lasts (docs/operations.md).</summary>
/// <param name="Inactivity">Without a request or an event.</param>
/// <param name="Absolute">In any case.</param>
/// <param name="Check">How often an open page asks whether its session still stands.</param>
/// <param name="Fresh">How long a proof of identity serves to change one's own account.</param>
public sealed record SessionLimits(TimeSpan Inactivity, TimeSpan Absolute, TimeSpan Check, TimeSpan Fresh)
{
    public static SessionLimits Read(IConfiguration configuration) => new(
        TimeSpan.FromMinutes(configuration.GetValue("Sessions:InactivityMinutes", 60)),
        TimeSpan.FromHours(configuration.GetValue("Sessions:AbsoluteHours", 10)),
        TimeSpan.FromSeconds(configuration.GetValue("Sessions:CheckSeconds", 30)),
        TimeSpan.FromMinutes(10));
}
