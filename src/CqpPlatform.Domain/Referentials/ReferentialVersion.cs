using System.Security.Cryptography;
using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public enum ReferentialStatus { Draft, Published, Closed }

/// <summary>One version of one certification's referential. A published version never changes: a campaign is frozen on it.</summary>
public sealed class ReferentialVersion : TenantEntity
{
    private ReferentialVersion() { }

    public string CertificationCode { get; private set; } = "";
    public string Version { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string ShortTitle { get; private set; } = "";
    public ReferentialStatus Status { get; private set; }

    /// <summary>The referential as JSON, byte for byte as published.</summary>
    public string Content { get; private set; } = "";
    public string Sha256 { get; private set; } = "";
    public DateTimeOffset? PublishedAt { get; private set; }

    public static ReferentialVersion Publish(Referential referential, string content, DateTimeOffset now) => new()
    {
        CertificationCode = referential.Code,
        Version = referential.Version,
        Title = referential.Title,
        ShortTitle = referential.ShortTitle,
        Content = content,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))),
        Status = ReferentialStatus.Published,
        PublishedAt = now,
    };
}
