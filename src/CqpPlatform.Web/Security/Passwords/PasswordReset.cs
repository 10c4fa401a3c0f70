using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.Passwords;

/// <summary>
/// Somebody asked to choose a new password. Asking writes the same row whoever is named; a job then looks whether the account exists and
/// mails a link, or forgets the request: neither the answer nor its time tells.
/// </summary>
public sealed class PasswordReset : IGlobal
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private PasswordReset() { }

    public Guid Id { get; private set; } = Guid.NewGuid();

    /// <summary>The address as typed, until the job has looked at it.</summary>
    public string? Email { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }
    public Guid? AccountId { get; private set; }
    public string? SecretHash { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    public static PasswordReset Ask(string email, DateTimeOffset now) => new() { Email = email, RequestedAt = now };

    /// <summary>Ties the request to its account; gives the secret of the mail.</summary>
    public string Issue(Guid accountId, DateTimeOffset now)
    {
        var secret = Secret.New(Secret.LinkBytes);
        (Email, AccountId, SecretHash, ExpiresAt) = (null, accountId, Secret.Hash(secret), now + Lifetime);
        return secret;
    }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
    public void Use(DateTimeOffset now) => UsedAt = now;
}
