using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

public enum Presence { Expected, Present, Represented, Excused, Left }

public static class PresenceFacts
{
    public static string French(this Presence presence) => presence switch
    {
        Presence.Expected => "attendu",
        Presence.Present => "présent",
        Presence.Represented => "représenté",
        Presence.Excused => "excusé",
        Presence.Left => "parti",
        _ => throw new ArgumentOutOfRangeException(nameof(presence), presence, null),
    };

    /// <summary>Counts for quorum and carries a voice.</summary>
    public static bool Sits(this Presence presence) => presence is Presence.Present or Presence.Represented;

    /// <summary>Was there, were it for a part of the session: whoever left may be represented since, and their voice goes on.</summary>
    public static bool Sat(this Presence presence, TimeOnly? leftAt) => presence is Presence.Present or Presence.Left || leftAt is not null;
}

/// <summary>Who is invited to sit, as the certifier enters it.</summary>
/// <param name="MembershipId">The member's own sign-in, where there is one.</param>
/// <param name="OrganisationId">The training organisation represented or worked for: its candidates are out of this member's vote.</param>
/// <param name="CompanyId">The member's company, for the same reason.</param>
/// <param name="MandateFrom">First day of the mandate; null where none is known.</param>
/// <param name="SubstituteForId">The titular whose seat this member takes when they are absent; null for a titular.</param>
/// <param name="Email">Where the convocation goes when the member has no sign-in.</param>
public sealed record JurySeatHolder(string LastName, string FirstName, College College, string Quality, bool IsPresident, Guid? MembershipId, Guid? OrganisationId, Guid? CompanyId,
    bool IsVicePresident = false, DateOnly? MandateFrom = null, DateOnly? MandateUntil = null, Guid? SubstituteForId = null, string? Email = null);

/// <summary>A member of one jury session.</summary>
public sealed class JuryMember : TenantEntity
{
    private static readonly HashSet<string> PresidingQualities = new(
        from office in new[] { "président", "présidente", "vice-président", "vice-présidente" } from suffix in new[] { "", " de séance", " du jury" } select office + suffix, StringComparer.OrdinalIgnoreCase);

    public const int NameMaxLength = 80, QualityMaxLength = 120, EmailMaxLength = 200;

    private JuryMember() { }
    internal JuryMember(Guid sessionId, JurySeatHolder holder)
    {
        SessionId = sessionId;
        (LastName, FirstName, College, Quality, IsPresident) = (holder.LastName, holder.FirstName, holder.College, holder.Quality, holder.IsPresident);
        (MembershipId, OrganisationId, CompanyId) = (holder.MembershipId, holder.OrganisationId, holder.CompanyId);
        (IsVicePresident, MandateFrom, MandateUntil, SubstituteForId, Email) = (holder.IsVicePresident, holder.MandateFrom, holder.MandateUntil, holder.SubstituteForId, holder.Email);
    }

    public Guid SessionId { get; private set; }
    public string LastName { get; private set; } = "";
    public string FirstName { get; private set; } = "";
    public College College { get; private set; }
    public string Quality { get; private set; } = "";
    public bool IsPresident { get; private set; }
    public bool IsVicePresident { get; private set; }
    public DateOnly? MandateFrom { get; private set; }
    public DateOnly? MandateUntil { get; private set; }
    public Guid? SubstituteForId { get; private set; }
    public Guid? MembershipId { get; private set; }

    /// <summary>Of a member without a sign-in; the others are written to where they sign in.</summary>
    public string? Email { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public Guid? CompanyId { get; private set; }
    public Presence Presence { get; private set; }

    /// <summary>Present from elsewhere.</summary>
    public bool Remote { get; private set; }

    /// <summary>Of whoever came late, Paris time.</summary>
    public TimeOnly? ArrivedAt { get; private set; }
    public TimeOnly? LeftAt { get; private set; }

    /// <summary>The present member who votes for this one.</summary>
    public Guid? ProxyHolderId { get; private set; }

    /// <summary>When this president or vice-president agreed to seal; both are needed.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>When this member was last reminded that the minutes wait for their signature.</summary>
    public DateTimeOffset? SigningAskedAt { get; private set; }

    public bool Sat => Presence.Sat(LeftAt);

    public bool IsSubstitute => SubstituteForId is not null;

    /// <summary>President or vice-president: seals the minutes.</summary>
    public bool Presides => IsPresident || IsVicePresident;

    public string Name => French.Person(LastName, FirstName);

    /// <summary>The quality as it is told. It was typed with the seat: « présidente » is not said of whoever does not preside, and is again if they do.</summary>
    public string QualityTold => !Presides && PresidingQualities.Contains(Quality) ? "membre" : Quality;

    internal void AskToSign(DateTimeOffset at) => SigningAskedAt = at;
    internal void Confirm(DateTimeOffset? at) => ConfirmedAt = at;
    internal void Designate(bool president, bool vicePresident) => (IsPresident, IsVicePresident) = (president, vicePresident);

    /// <summary>The seat, the presence and the voice stay.</summary>
    internal void Erase() => (LastName, FirstName, Quality, Email) = (Candidates.Candidate.ErasedName, "", "", null);

    internal void Attend(Presence presence, Guid? proxyHolderId, bool remote = false, TimeOnly? at = null)
    {
        (ArrivedAt, LeftAt) = presence switch
        {
            Presence.Present => (at, null),
            // A proxy may be left on leaving.
            Presence.Left or Presence.Represented => (at is null ? null : ArrivedAt, at),
            _ => (default(TimeOnly?), default(TimeOnly?)),
        };
        (Presence, ProxyHolderId, Remote) = (presence, proxyHolderId, presence is Presence.Present ? remote : at is not null && Remote);
    }

    /// <summary>Whoever votes for this one goes: a member who sat has then left, another was never there.</summary>
    internal void LoseProxy() => Attend(LeftAt is null ? Presence.Excused : Presence.Left, null, at: LeftAt);
}
