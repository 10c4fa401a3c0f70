using System.Security.Cryptography;
using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security;

/// <summary>A key of the HTTP API. The secret is shown once and stored hashed; the tenant's slug stands in the key, so that it can be looked up under that tenant.</summary>
public sealed class ApiKey : TenantEntity
{
    private const string Prefix = "cqp";

    private ApiKey() { }

    public Role Role { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public string SecretHash { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The row to store and the key to hand over.</summary>
    public static (ApiKey Row, string Key) Create(string tenantSlug, Role role, Guid? organisationId, DateTimeOffset now)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var row = new ApiKey { Role = role, OrganisationId = organisationId, SecretHash = Hash(secret), CreatedAt = now };
        return (row, $"{Prefix}_{tenantSlug}_{secret}");
    }

    /// <summary>Tenant slug and hash of the secret, or null where the text is not a key.</summary>
    public static (string Slug, string SecretHash)? Parse(string? key) =>
        key?.Split('_') is [Prefix, { Length: > 0 } slug, { Length: 64 } secret] ? (slug, Hash(secret)) : null;

    // 256 random bits need no slow hash: there is nothing to guess.
    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
