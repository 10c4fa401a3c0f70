using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Juries;

public enum Presence { Expected, Present, Represented, Excused }

public static class PresenceFacts
{
    public static string French(this Presence presence) => presence switch
    {
        Presence.Expected => "attendu",
        Presence.Present => "présent",
        Presence.Represented => "représenté",
        Presence.Excused => "excusé",
        _ => throw new ArgumentOutOfRangeException(nameof(presence), presence, null),
    };

    /// <summary>Counts for quorum and carries a voice.</summary>
    public static bool Sits(this Presence presence) => presence is Presence.Present or Presence.Represented;
}

/// <summary>Who is invited to sit, as the certifier enters it.</summary>
/// <param name="MembershipId">The member's own sign-in, where there is one.</param>
/// <param name="OrganisationId">The training organisation represented or worked for: its candidates are out of this member's vote.</param>
/// <param name="CompanyId">The member's company, for the same reason.</param>
public sealed record JurySeatHolder(string LastName, string FirstName, College College, string Quality, bool IsPresident, Guid? MembershipId, Guid? OrganisationId, Guid? CompanyId);

/// <summary>A member of one jury session.</summary>
public sealed class JuryMember : TenantEntity
{
    public const int NameMaxLength = 80, QualityMaxLength = 120;

    private JuryMember() { }
    internal JuryMember(Guid sessionId, JurySeatHolder holder)
    {
        SessionId = sessionId;
        (LastName, FirstName, College, Quality, IsPresident) = (holder.LastName, holder.FirstName, holder.College, holder.Quality, holder.IsPresident);
        (MembershipId, OrganisationId, CompanyId) = (holder.MembershipId, holder.OrganisationId, holder.CompanyId);
    }

    public Guid SessionId { get; private set; }
    public string LastName { get; private set; } = "";
    public string FirstName { get; private set; } = "";
    public College College { get; private set; }
    public string Quality { get; private set; } = "";
    public bool IsPresident { get; private set; }
    public Guid? MembershipId { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public Guid? CompanyId { get; private set; }
    public Presence Presence { get; private set; }

    /// <summary>The present member who votes for this one.</summary>
    public Guid? ProxyHolderId { get; private set; }

    /// <summary>When this president agreed to seal; two are needed under a paritarian presidency.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public string Name => $"{LastName.ToUpperInvariant()} {FirstName}";

    internal void Confirm(DateTimeOffset? at) => ConfirmedAt = at;
    internal void Attend(Presence presence, Guid? proxyHolderId) => (Presence, ProxyHolderId) = (presence, proxyHolderId);
}
