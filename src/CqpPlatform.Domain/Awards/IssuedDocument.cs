using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

/// <summary>
/// A document as it left the platform: its bytes are stored and never rendered again, and the database lets no column of theirs change.
/// A correction is another document; only how this one ended is written afterwards, once.
/// </summary>
public sealed class IssuedDocument : TenantEntity
{
    public const int ReasonMaxLength = 300;

    private IssuedDocument() { }

    public DocumentKind Kind { get; private set; }
    public string Number { get; private set; } = "";

    /// <summary>Printed beside the number: who types both holds the document. Null for minutes, and for what was issued before there were codes.</summary>
    public string? CheckCode { get; private set; }
    public DocumentState State { get; private set; }
    public Guid CampaignId { get; private set; }
    public Guid JurySessionId { get; private set; }
    public Guid? EnrolmentId { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public string Sha256 { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];

    /// <summary>What is printed, as JSON: the public verification shows these facts and no others.</summary>
    public string Facts { get; private set; } = "";

    /// <summary>The document this one corrects.</summary>
    public Guid? SupersedesId { get; private set; }

    /// <summary>When it was superseded or revoked.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Told to whoever verifies the document.</summary>
    public string? EndReason { get; private set; }

    /// <summary>NOM Prénom, for the certifier only.</summary>
    public string? EndedBy { get; private set; }

    public static IssuedDocument Issue(DocumentKind kind, string number, Guid campaignId, Guid jurySessionId, Guid? enrolmentId, byte[] bytes, string facts, DateTimeOffset now, string? checkCode = null) => new()
    {
        Kind = kind,
        Number = number,
        CheckCode = checkCode,
        CampaignId = campaignId,
        JurySessionId = jurySessionId,
        EnrolmentId = enrolmentId,
        Bytes = bytes,
        Sha256 = Sha256Hex.Of(bytes),
        Facts = facts,
        IssuedAt = now,
    };

    /// <summary>From now on it proves nothing: whoever verifies it reads so, with the reason.</summary>
    public Result Revoke(string reason, Signatory by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return AwardErrors.ReasonRequired;
        if (State != DocumentState.Valid) return AwardErrors.AlreadyEnded(Number, State);
        End(DocumentState.Revoked, reason, by, now);
        return Result.Success;
    }

    /// <summary>Gives way to a corrected document. A revoked one stays revoked: the new document only names it.</summary>
    public Result SupersedeBy(IssuedDocument successor, string reason, Signatory by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return AwardErrors.ReasonRequired;
        if (State == DocumentState.Superseded) return AwardErrors.AlreadyEnded(Number, State);
        successor.SupersedesId = Id;
        if (State == DocumentState.Valid) End(DocumentState.Superseded, reason, by, now);
        return Result.Success;
    }

    private void End(DocumentState state, string reason, Signatory by, DateTimeOffset now) =>
        (State, EndedAt, EndReason, EndedBy) = (state, now, reason.Trim(), by.Name);
}
