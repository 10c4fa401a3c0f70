using System.Security.Cryptography;
using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.TutorLinks;

/// <summary>
/// The tutor's way in: a link in a mail names it, a one-time code sent to the same mailbox opens it. The secret and the code are stored
/// hashed; a forwarded link alone opens nothing.
/// </summary>
public sealed class TutorLink : TenantEntity
{
    public const int MaxAttempts = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(120), CodeLifetime = TimeSpan.FromMinutes(15), ResendDelay = TimeSpan.FromMinutes(1);

    private TutorLink() { }

    public Guid TutorId { get; private set; }
    public string SecretHash { get; private set; } = "";
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public string? CodeHash { get; private set; }
    public DateTimeOffset? CodeExpiresAt { get; private set; }
    public int CodeAttempts { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Noted so that the audit tells of a link that is opened, and of a code that is refused, by whomever.</summary>
    public DateTimeOffset? LastOpenedAt { get; private set; }
    public DateTimeOffset? LastRefusedAt { get; private set; }

    /// <summary>The row to store and the secret to put in the mail.</summary>
    public static (TutorLink Row, string Secret) Create(Guid tutorId, DateTimeOffset now)
    {
        var secret = Secret.New(Secret.LinkBytes);
        return (new TutorLink { TutorId = tutorId, SecretHash = Secret.Hash(secret), ExpiresAt = now + Lifetime }, secret);
    }

    /// <summary>With the mail that brings it.</summary>
    public DateTimeOffset SentAt => ExpiresAt - Lifetime;

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    public void Open(DateTimeOffset now) => LastOpenedAt = now;

    /// <summary>Somebody came by it after its end.</summary>
    public void TurnAway(DateTimeOffset now) => LastRefusedAt = now;

    /// <summary>When a new code may be asked for: soon after the last one, but only at its end once every attempt is spent.</summary>
    public DateTimeOffset NextCodeAt => CodeExpiresAt is not { } end ? DateTimeOffset.MinValue : CodeAttempts >= MaxAttempts ? end : end - CodeLifetime + ResendDelay;

    /// <summary>A new six-digit code; the former one stops working. Wrong attempts keep counting until a code expires unused, so that asking again buys no more guesses.</summary>
    public string IssueCode(DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetInt32(0, 1_000_000).ToString("000000");
        (CodeHash, CodeAttempts, CodeExpiresAt) = (HashOf(code), now < CodeExpiresAt ? CodeAttempts : 0, now + CodeLifetime);
        return code;
    }

    /// <summary>Uses the code up when it is right, however it is spaced; counts the attempt when it is not.</summary>
    public bool Redeem(string? typed, DateTimeOffset now)
    {
        var refusedBefore = LastRefusedAt;
        LastRefusedAt = now;
        if (CodeHash is null || now >= CodeExpiresAt || CodeAttempts >= MaxAttempts) return false;
        CodeAttempts++;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeHash), Encoding.ASCII.GetBytes(HashOf(string.Concat((typed ?? "").Where(char.IsAsciiDigit)))))) return false;
        (CodeHash, CodeExpiresAt, CodeAttempts, LastUsedAt, LastRefusedAt) = (null, null, 0, now, refusedBefore);
        return true;
    }

    private string HashOf(string code) => Sha256Hex.Of(Id + code);
}
