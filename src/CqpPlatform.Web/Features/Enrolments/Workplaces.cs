using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments;

/// <summary>The company and the tutor that contacts name: found in the registry by SIRET and address, or added to it.</summary>
internal static class Workplaces
{
    public static async Task<(Company? Company, Tutor? Tutor)> KnownWorkplaceAsync(this CqpDbContext db, EnrolmentContacts? typed, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed?.CompanySiret)) return (null, null);
        var siret = Siret.Normalise(typed.CompanySiret);
        var company = await db.Companies.SingleOrDefaultAsync(c => c.Siret == siret, ct);
        if (company is null || string.IsNullOrWhiteSpace(typed.TutorEmail)) return (company, null);
        var email = Address(typed.TutorEmail);
        return (company, (await db.Tutors.Where(t => t.CompanyId == company.Id).ToListAsync(ct)).Find(t => Address(t.Email) == email));
    }

    /// <summary>Of contacts that passed their check.</summary>
    public static async Task<(Company Company, Tutor Tutor)> FindOrCreateWorkplaceAsync(this CqpDbContext db, EnrolmentContacts typed, CancellationToken ct)
    {
        var (company, tutor) = await db.KnownWorkplaceAsync(typed, ct);
        if (company is null) db.Add(company = Company.Create(typed.CompanyName!.Trim(), Siret.Normalise(typed.CompanySiret!)));
        if (tutor is null)
            db.Add(tutor = Tutor.Create(company.Id, typed.TutorLastName!.Trim(), typed.TutorFirstName!.Trim(), typed.TutorQuality?.Trim() ?? "", Address(typed.TutorEmail!)));
        return (company, tutor);
    }

    /// <summary>Of an enrolment that goes back to be sent again.</summary>
    public static async Task KeepTutorAsync(this CqpDbContext db, Enrolment enrolment, CancellationToken ct)
    {
        if (enrolment.Contacts is null || await db.Tutors.SingleOrDefaultAsync(t => t.Id == enrolment.TutorId, ct) is not { } tutor) return;
        enrolment.KeepTutor(await db.Companies.SingleAsync(c => c.Id == tutor.CompanyId, ct), tutor);
    }

    internal static string Address(string typed) => typed.Trim().ToLowerInvariant();
}
