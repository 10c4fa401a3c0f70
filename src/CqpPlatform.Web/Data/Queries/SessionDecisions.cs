using CqpPlatform.Domain.Juries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

public static class SessionDecisions
{
    /// <summary>To read what they decided, as amended.</summary>
    public static IQueryable<JurySession> WithDecisions(this IQueryable<JurySession> sessions) =>
        sessions.AsNoTracking().Include(s => s.Decisions).Include(s => s.Amendments).ThenInclude(a => a.Changes).AsSplitQuery();
}
