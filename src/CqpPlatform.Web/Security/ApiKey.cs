using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security;

/// <summary>A key of the HTTP API. The secret is shown once and stored hashed; the tenant's slug stands in the key, so that it can be looked up under that tenant.</summary>
public sealed class ApiKey : TenantEntity
{
    public const int NameMaxLength = 80;

    /// <summary>What a key is called that was made by ./cqp api-key.</summary>
    public const string CommandName = "Ligne de commande";
    private const string Prefix = "cqp";

    private ApiKey() { }

    /// <summary>What it serves, so that its owner knows what revoking it stops.</summary>
    public string Name { get; private set; } = "";
    public Role Role { get; private set; }
    public Guid? OrganisationId { get; private set; }

    /// <summary>The permissions of the role it is narrowed to; none = all that the API offers the role.</summary>
    public List<Permission> Scopes { get; private set; } = [];
    public string SecretHash { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>The row to store and the key to hand over.</summary>
    public static (ApiKey Row, string Key) Create(string tenantSlug, Role role, Guid? organisationId, DateTimeOffset now,
        string name = CommandName, IReadOnlyList<Permission>? scopes = null, DateTimeOffset? expiresAt = null)
    {
        if (!role.IsByMembership() || (role is Role.TrainingOrganisation) != (organisationId is not null))
            throw new ArgumentException("A training organisation's key names its organisation, another key none, and nobody without a membership has a key.", nameof(role));
        var secret = Secret.New(Secret.KeyBytes);
        var row = new ApiKey { Name = name.Trim(), Role = role, OrganisationId = organisationId, Scopes = [.. scopes ?? []], SecretHash = Secret.Hash(secret), CreatedAt = now, ExpiresAt = expiresAt };
        return (row, $"{Prefix}_{tenantSlug}_{secret}");
    }

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>Tenant slug and hash of the secret, or null where the text is not a key.</summary>
    public static (string Slug, string SecretHash)? Parse(string? key) =>
        key?.Split('_') is [Prefix, { Length: > 0 } slug, { Length: 64 } secret] ? (slug, Secret.Hash(secret)) : null;

    /// <summary>The key of an Authorization header, or null.</summary>
    public static (string Slug, string SecretHash)? ParseHeader(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Parse(header[Bearer.Length..].Trim()) : null;

    internal const string Bearer = "Bearer ";
}
