using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.AuditTrail.Whole;

public sealed record JournalPerson(Guid AccountId, string Name);

public sealed record Journal(Timeline Timeline, IReadOnlyList<JournalPerson> People);

/// <summary>The whole audit of the certifier, and the people whose own may be opened.</summary>
public sealed class ReadJournal(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<Journal>> ExecuteAsync(int page = 1, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadAudit, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var people = await (from m in unit.Db.Memberships join a in unit.Db.Users on m.AccountId equals a.Id select new { a.Id, a.LastName, a.FirstName }).Distinct().ToListAsync(ct);
        return new Journal(await unit.TimelineAsync(catalogue, "Journal", unit.Db.AuditEntries, page, ct),
            [.. people.Select(p => new JournalPerson(p.Id, French.Person(p.LastName, p.FirstName))).OrderBy(p => p.Name, StringComparer.CurrentCulture)]);
    }
}
