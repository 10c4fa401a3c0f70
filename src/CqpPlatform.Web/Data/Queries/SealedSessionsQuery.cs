using CqpPlatform.Domain.Juries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

public static class SealedSessionsQuery
{
    /// <summary>With what they decided, as amended.</summary>
    public static IQueryable<JurySession> SealedSessions(this CqpDbContext db) =>
        db.JurySessions.AsNoTracking().Include(s => s.Decisions).Include(s => s.Amendments).ThenInclude(a => a.Changes).AsSplitQuery().Where(s => s.Status == JurySessionStatus.Sealed);
}
