using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>
/// The letter that convened one member, as it left: for which day and place, by whom. It stays whatever becomes of the seat; another
/// letter is another row.
/// </summary>
public sealed class Convocation : TenantEntity
{
    private Convocation() { }

    public Guid SessionId { get; private set; }

    /// <summary>The seat. The member may have lost it since.</summary>
    public Guid MemberId { get; private set; }

    /// <summary>NOM Prénom.</summary>
    public string MemberName { get; private set; } = "";
    public DateOnly Date { get; private set; }
    public TimeOnly StartsAt { get; private set; }
    public string Place { get; private set; } = "";

    /// <summary>Left by mail; otherwise the letter is handed over on paper.</summary>
    public bool ByMail { get; private set; }
    public string SentByName { get; private set; } = "";
    public DateTimeOffset SentAt { get; private set; }
    public string Sha256 { get; private set; } = "";

    /// <summary>The letter, PDF/A.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <param name="letter">What is sent. Ask <see cref="JurySession.MayConvene"/> first.</param>
    public static Convocation Send(JurySession session, JuryMember member, byte[] letter, bool byMail, Signatory by, DateTimeOffset now) => new()
    {
        SessionId = session.Id,
        MemberId = member.Id,
        MemberName = member.Name,
        Date = session.Date,
        StartsAt = session.StartsAt ?? throw new InvalidOperationException("A member is convened at an hour."),
        Place = session.Place,
        ByMail = byMail,
        SentByName = by.Name,
        SentAt = now,
        Bytes = letter,
        Sha256 = Sha256Hex.Of(letter),
    };

    /// <summary>Says what the session still is; otherwise the member is to be told again.</summary>
    public static bool Holds(JurySession session, DateOnly date, TimeOnly startsAt, string place) => date == session.Date && startsAt == session.StartsAt && place == session.Place;
}
