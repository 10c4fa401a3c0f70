using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials.Versions;

/// <param name="RunningCampaigns">Not closed yet.</param>
/// <param name="OnLedger">Somebody's block is entered under it; told to who writes versions.</param>
/// <param name="CopyOf">The version it started from.</param>
public sealed record VersionLine(Guid Id, string Version, string VersionLabel, ReferentialStatus Status, string Sha256, DateTimeOffset? PublishedAt, DateTimeOffset? ClosedAt,
    int Campaigns, int RunningCampaigns, bool OnLedger, string? CopyOf);

/// <param name="Editable">The reader is the one who writes versions.</param>
/// <param name="Successor">The certification that replaces this one here, where there is one.</param>
public sealed record CertificationVersions(string Code, string Title, IReadOnlyList<VersionLine> Versions, bool Editable, string? Replaces, string? Successor)
{
    public VersionLine? Current => Versions.FirstOrDefault(v => v.Status == ReferentialStatus.Published) ?? Versions.FirstOrDefault(v => v.Status != ReferentialStatus.Draft);
}
