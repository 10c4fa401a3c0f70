using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

/// <summary>A member's signed declaration for one session. Taken back, it stays on record and another is due.</summary>
public sealed class ImpartialityStatement : TenantEntity
{
    public const int ReasonMaxLength = 300;

    public static readonly string Text = ("Je déclare n’avoir, avec aucun candidat de cette séance, d’autre lien que ceux qui sont récusés au procès-verbal ; "
        + "je déclarerai tout lien que je découvrirais, et je garderai le secret des délibérations.").French();

    private ImpartialityStatement() { }

    public Guid SessionId { get; private set; }
    public Guid MemberId { get; private set; }
    public bool OnPaper { get; private set; }

    /// <summary>NOM Prénom of who signed, or of who received the paper.</summary>
    public string SignedByName { get; private set; } = "";
    public DateTimeOffset SignedAt { get; private set; }

    /// <summary>Of the member, the session, the text and the hour.</summary>
    public string Sha256 { get; private set; } = "";
    public DateTimeOffset? RevokedAt { get; private set; }
    public string? RevokeReason { get; private set; }

    internal static ImpartialityStatement Sign(Guid sessionId, JuryMember member, bool onPaper, Signatory by, DateTimeOffset now) => new()
    {
        SessionId = sessionId,
        MemberId = member.Id,
        OnPaper = onPaper,
        SignedByName = by.Name,
        SignedAt = now,
        Sha256 = Sha256Hex.Of($"{sessionId}\n{member.Id}\n{member.Name}\n{now.UtcDateTime:O}\n{Text}"),
    };

    internal void Erase() => (SignedByName, RevokeReason) = (Candidates.Candidate.ErasedName, null);

    internal void Revoke(string reason, DateTimeOffset now) => (RevokedAt, RevokeReason) = (now, reason.Trim());
}
