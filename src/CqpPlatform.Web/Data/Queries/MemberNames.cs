using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>« NOM Prénom » of memberships, by their id.</summary>
public static class MemberNames
{
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(this CqpDbContext db, IReadOnlyCollection<Guid> memberships, CancellationToken ct) =>
        await (from m in db.Memberships join a in db.Users on m.AccountId equals a.Id where memberships.Contains(m.Id) select new { m.Id, Name = French.Person(a.LastName, a.FirstName) })
            .ToDictionaryAsync(x => x.Id, x => x.Name, ct);
}
