using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;

namespace CqpPlatform.Web.Security.Support;

/// <summary>Each reading under a support access leaves an entry in the audit before anything is shown: which use case, on which page, granted by whom.</summary>
public static class SupportTrace
{
    /// <summary>The path of the page; never its query, which may hold a name that was typed.</summary>
    public const string Page = "ReadOn", GrantedBy = "GrantedById";

    public static async Task WriteAsync(CqpDbContext db, SupportPass pass, string page, DateTimeOffset now, CancellationToken ct)
    {
        await AuditTrace.NoteAsync(db, now, nameof(SupportAccess), pass.AccessId, CandidateOf(page),
            new Dictionary<string, string?[]> { [Page] = [null, page], [GrantedBy] = [null, pass.GrantedById.ToString()] }, ct);
        // What follows reads: nothing of the entry is left to be saved with it.
        db.ChangeTracker.Clear();
    }

    // The page of a candidate tells whose story the reading belongs to.
    private static Guid? CandidateOf(string page) => page.Split('/') is ["", "candidats", var id, ..] && Guid.TryParse(id, out var candidate) ? candidate : null;
}

/// <summary>Under which access an actor reads.</summary>
public sealed record SupportPass(Guid AccessId, Guid GrantedById);
