using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.AuditTrail.OfPerson;

/// <summary>What one person did for this certifier, and what was done about their access.</summary>
public sealed class ReadPersonTimeline(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<Timeline>> ExecuteAsync(Guid accountId, int page = 1, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadAudit, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        // An account is everybody's: it exists here only through a membership here.
        var name = await (from m in unit.Db.Memberships join a in unit.Db.Users on m.AccountId equals a.Id where a.Id == accountId select new { a.LastName, a.FirstName }).FirstOrDefaultAsync(ct)
            ?? await unit.Db.Tutors.Where(t => t.Id == accountId).Select(t => new { t.LastName, t.FirstName }).SingleOrDefaultAsync(ct);
        if (name is null) return SecurityErrors.NotFound;
        return await unit.TimelineAsync(catalogue, French.Person(name.LastName, name.FirstName), unit.Db.AuditEntries.Where(e => e.ActorId == accountId || e.AccountId == accountId), page, ct);
    }
}
