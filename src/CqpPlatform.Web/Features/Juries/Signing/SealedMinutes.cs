using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Signing;

internal static class SealedMinutes
{
    /// <summary>The hash of a session's minutes as they left; null while there are none.</summary>
    public static Task<string?> HashAsync(CqpDbContext db, JurySession session, CancellationToken ct) =>
        db.IssuedDocuments.Where(d => d.JurySessionId == session.Id && d.Number == session.MinutesNumber).Select(d => d.Sha256).FirstOrDefaultAsync(ct);
}
