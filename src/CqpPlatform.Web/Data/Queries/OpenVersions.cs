using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

public static class OpenVersions
{
    /// <summary>The versions a campaign can open on, the last published of each certification first.</summary>
    public static IOrderedQueryable<ReferentialVersion> OpenToCampaigns(this IQueryable<ReferentialVersion> versions) =>
        versions.Where(v => v.Status == ReferentialStatus.Published).LastFirst();

    /// <summary>By certification, the last published first; drafts before all.</summary>
    public static IOrderedQueryable<ReferentialVersion> LastFirst(this IQueryable<ReferentialVersion> versions) =>
        versions.OrderBy(v => v.CertificationCode).ThenByDescending(v => v.PublishedAt ?? DateTimeOffset.MaxValue).ThenByDescending(v => v.Version);

    /// <summary>The last published version of a certification, closed where none is open any more; null where this tenant does not certify it.</summary>
    public static async Task<ReferentialVersion?> CurrentAsync(this IQueryable<ReferentialVersion> versions, string code, CancellationToken ct) =>
        await versions.Of(code).Where(v => v.Status != ReferentialStatus.Draft).OrderBy(v => v.Status == ReferentialStatus.Closed)
            .ThenByDescending(v => v.PublishedAt).ThenByDescending(v => v.Version).FirstOrDefaultAsync(ct);

    public static IQueryable<ReferentialVersion> Of(this IQueryable<ReferentialVersion> versions, string code) =>
        // A code has letters and digits; PostgreSQL would refuse some other characters with an exception.
        code.All(char.IsAsciiLetterOrDigit) ? versions.Where(v => v.CertificationCode == code) : versions.Where(_ => false);
}
