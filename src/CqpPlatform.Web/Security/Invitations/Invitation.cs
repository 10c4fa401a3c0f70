using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.Invitations;

/// <summary>Whom to let in, as what.</summary>
/// <param name="OrganisationId">The training organisation the person works for; required of that role and of no other.</param>
public sealed record Invited(string Email, string LastName, string FirstName, Role Role, Guid? OrganisationId = null);

/// <summary>Offers a membership by mail. Its link serves once, until its term, unless it is taken back; the secret is stored hashed.</summary>
public sealed class Invitation : TenantEntity
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private Invitation() { }

    public string Email { get; private set; } = "";
    public string LastName { get; private set; } = "";
    public string FirstName { get; private set; } = "";
    public Role Role { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public string SecretHash { get; private set; } = "";
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The row to store and the secret to put in the mail.</summary>
    public static (Invitation Row, string Secret) Create(Invited invited, DateTimeOffset now)
    {
        var row = new Invitation
        {
            Email = invited.Email.Trim().ToLowerInvariant(),
            LastName = invited.LastName.Trim(),
            FirstName = invited.FirstName.Trim(),
            Role = invited.Role,
            OrganisationId = invited.OrganisationId,
        };
        return (row, row.Renew(now));
    }

    public bool IsOpen(DateTimeOffset now) => AcceptedAt is null && RevokedAt is null && now < ExpiresAt;

    /// <summary>A new secret and a new term; the former link opens nothing any more.</summary>
    public string Renew(DateTimeOffset now)
    {
        var secret = Secret.New(Secret.LinkBytes);
        (SecretHash, SentAt, ExpiresAt) = (Secret.Hash(secret), now, now + Lifetime);
        return secret;
    }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
    public void Accept(DateTimeOffset now) => AcceptedAt = now;
}
