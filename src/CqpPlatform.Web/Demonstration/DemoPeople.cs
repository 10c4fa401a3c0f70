using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Demonstration;

/// <summary>The cast of one certifying body, once written.</summary>
internal sealed record DemoPeople(IReadOnlyList<TrainingOrganisation> Organisations, IReadOnlyList<(Company Company, Tutor Tutor)> Tutors, IReadOnlyList<Membership> Examiners,
    Membership Manager, IReadOnlyList<(DemoJuror Juror, Membership? Membership)> Jury, IReadOnlyDictionary<Guid, string> Names)
{
    public static readonly DemoMember Operator = new("Sabatier", "Karim", Role.Operator);

    /// <summary>Whoever hosts the demonstration: of no certifier.</summary>
    public static async Task WriteOperatorAsync(CqpDatabase database, IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await using var db = database.OpenGlobal();
        var account = Account.Create(Operator.Email, Operator.LastName, Operator.FirstName);
        account.MakeOperator();
        account.WaiveSecondFactor();
        account.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, DemonstrationLoader.Password);
        db.Add(account);
        await db.SaveChangesAsync(ct);
    }

    public Signatory SignatoryFor(SourceKind source, Enrolment enrolment) => source switch
    {
        SourceKind.TrainingOrganisation => new(enrolment.OrganisationId, Organisations.Single(o => o.Id == enrolment.OrganisationId).Name),
        SourceKind.Tutor => Tutors.Where(t => t.Tutor.Id == enrolment.TutorId).Select(t => new Signatory(t.Tutor.Id, t.Tutor.Name)).Single(),
        SourceKind.Commission => new(Examiners[0].AccountId, Names[Examiners[0].AccountId]),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    public static async Task<DemoPeople> WriteAsync(CqpDbContext db, DemoCast cast, IPasswordHasher<Account> hasher, CancellationToken ct)
    {
        var organisations = cast.Organisations.Select((name, i) => TrainingOrganisation.Create(name, DemoSiret(100 + i))).ToList();
        db.AddRange(organisations);
        foreach (var code in await db.ReferentialVersions.Select(v => v.CertificationCode).ToListAsync(ct))
            db.AddRange(organisations.Select(o => Habilitation.Create(o.Id, code, new DateOnly(2015, 4, 14))));

        var tutors = cast.Companies.Select((c, i) =>
        {
            var company = Company.Create(c.Name, DemoSiret(200 + i));
            return (company, Tutor.Create(company.Id, c.TutorLastName, c.TutorFirstName, c.TutorQuality, c.TutorEmail));
        }).ToList();
        db.AddRange(tutors.Select(t => t.company));
        db.AddRange(tutors.Select(t => t.Item2));

        var names = new Dictionary<Guid, string>();
        var members = new List<(DemoMember Member, Membership Membership)>();
        foreach (var member in cast.Members) members.Add((member, await MemberAsync(member)));
        var jury = new List<(DemoJuror, Membership?)>();
        foreach (var juror in cast.Jury) jury.Add((juror, juror.SignsIn ? await MemberAsync(new(juror.LastName, juror.FirstName, Role.JuryMember)) : null));
        await db.SaveChangesAsync(ct);
        return new(organisations, tutors, [.. members.Where(m => m.Member.Role == Role.Examiner).Select(m => m.Membership)],
            members.Single(m => m.Member.Role == Role.CertifierManager).Membership, jury, names);

        async Task<Membership> MemberAsync(DemoMember member)
        {
            // One person may hold memberships in two tenants: the account is found again.
            var normalized = member.Email.ToUpperInvariant();
            var account = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normalized, ct);
            if (account is null)
            {
                account = Account.Create(member.Email, member.LastName, member.FirstName);
                account.WaiveSecondFactor();
                account.PasswordHash = hasher.HashPassword(account, DemonstrationLoader.Password);
                db.Users.Add(account);
            }
            names[account.Id] = account.DisplayName;
            var membership = Membership.Create(account.Id, member.Role, member.Organisation is null ? null : organisations.Single(o => o.Name == member.Organisation).Id);
            db.Memberships.Add(membership);
            return membership;
        }
    }

    // Invented, but with a true key.
    private static string DemoSiret(int seed)
    {
        for (var i = 0; ; i++)
        {
            var siret = $"000{seed:000000}{i:00000}";
            if (Siret.Check(siret) is null) return siret;
        }
    }
}
