using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>Gathers what the enrolments of one campaign are checked against, with one query whatever their number.</summary>
public sealed class EnrolmentRulebook(BirthPlaceRegister places)
{
    public async Task<EnrolmentRules> OpenAsync(CqpDbContext db, Referential referential, DateOnly today, CancellationToken ct = default) =>
        new(referential, await db.Habilitations.AsNoTracking().Where(h => h.CertificationCode == referential.Code).ToListAsync(ct), places, today);
}
