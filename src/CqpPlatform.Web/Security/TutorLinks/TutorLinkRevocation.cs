using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.TutorLinks;

public static class TutorLinkRevocation
{
    /// <summary>Ends every link of a tutor, and the visits they opened, once the caller saves.</summary>
    public static async Task RevokeTutorLinksAsync(this CqpDbContext db, Guid tutorId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var link in await db.TutorLinks.Where(l => l.TutorId == tutorId && l.RevokedAt == null).ToListAsync(ct)) link.Revoke(now);
    }
}
