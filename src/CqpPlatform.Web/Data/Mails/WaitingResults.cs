using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Mails;

public static class WaitingResults
{
    /// <summary>Takes away what waits to tell somebody their results of a session, in the caller's transaction: its act makes them untrue. What has left stays.</summary>
    /// <returns>True where no mail has told them.</returns>
    public static async Task<bool> TakeBackResultsAsync(this CqpDbContext db, Guid sessionId, Guid enrolmentId, CancellationToken ct = default)
    {
        var about = db.OutboxMails.Where(m => m.ResultsOf == sessionId && m.ResultsFor == enrolmentId);
        // One statement, which waits for a mail that is leaving at this instant, and leaves it.
        await about.Where(m => m.SentAt == null).ExecuteDeleteAsync(ct);
        return !await about.AnyAsync(ct);
    }
}
