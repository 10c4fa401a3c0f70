using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments;

/// <summary>One line of the ledger, as a card says it.</summary>
public sealed record AcquiredLine(string BlockCode, DateOnly AcquiredOn, string MinutesNumber);

/// <summary>What the rules and the registry say of an enrolment as it stands.</summary>
/// <param name="Obstacles">Every refusal that sending it would meet.</param>
/// <param name="IdentityEstablished">The identity was checked elsewhere: it is read-only here.</param>
/// <param name="KnownCompany">Name of the company the registry has under the SIRET typed.</param>
/// <param name="KnownTutor">The tutor that company has under the address typed.</param>
public sealed record EnrolmentFacts(IReadOnlyList<Error> Obstacles, IReadOnlyList<AcquiredLine> Acquired, bool IdentityEstablished, string? KnownCompany, string? KnownTutor)
{
    public IReadOnlySet<string> AcquiredCodes => Acquired.Select(a => a.BlockCode).ToHashSet();
}

internal static class EnrolmentFactsReader
{
    public static async Task<EnrolmentFacts> FactsAsync(this UnitOfWork unit, Enrolment enrolment, Candidate candidate, EnrolmentRules rules, CancellationToken ct)
    {
        var acquired = await unit.Db.StandingBlocks().AsNoTracking()
            .Where(b => b.CandidateId == candidate.Id && b.CertificationCode == rules.Referential.Code && (b.ValidUntil == null || b.ValidUntil >= unit.Today))
            .OrderBy(b => b.BlockCode).Select(b => new AcquiredLine(b.BlockCode, b.AcquiredOn, b.MinutesNumber)).ToListAsync(ct);
        var codes = acquired.Select(a => a.BlockCode).ToHashSet();
        List<Error> obstacles = [.. enrolment.Check(rules, candidate.Identity, codes), .. Workplace(enrolment, rules.Referential)];
        var (company, tutor) = await KnownAsync(unit.Db, enrolment.Contacts, ct);
        return new(obstacles, acquired, await CandidateRegistry.IsEstablishedAsync(unit.Db, candidate.Id, enrolment.Id, ct), company?.Name, tutor?.Name);
    }

    /// <summary>The rules of an enrolment of which the tutor is known only as typed.</summary>
    private static IEnumerable<Error> Workplace(Enrolment enrolment, Referential referential)
    {
        if (enrolment.Contacts is { } typed && enrolment.Status.IsEditable()) return typed.Check(referential.RequiresTutor());
        return referential.RequiresTutor() && enrolment.TutorId is null ? [EnrolmentErrors.TutorMissing] : [];
    }

    public static async Task<(Company? Company, Tutor? Tutor)> KnownAsync(CqpDbContext db, EnrolmentContacts? typed, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed?.CompanySiret)) return (null, null);
        var siret = Siret.Normalise(typed.CompanySiret);
        var company = await db.Companies.SingleOrDefaultAsync(c => c.Siret == siret, ct);
        if (company is null || string.IsNullOrWhiteSpace(typed.TutorEmail)) return (company, null);
        var email = Address(typed.TutorEmail);
        return (company, (await db.Tutors.Where(t => t.CompanyId == company.Id).ToListAsync(ct)).Find(t => Address(t.Email) == email));
    }

    public static string Address(string typed) => typed.Trim().ToLowerInvariant();
}
