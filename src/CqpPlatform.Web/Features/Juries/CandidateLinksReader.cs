using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>What the data says of each candidate's people: organisation, company, tutors, trainers, examiners.</summary>
internal static class CandidateLinksReader
{
    public static async Task<IReadOnlyList<CandidateLinks>> ReadAsync(CqpDbContext db, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct)
    {
        var ids = candidates.Select(c => c.Id).ToList();
        var heard = await (
            from oral in db.Orals
            from examiner in db.Memberships
            where ids.Contains(oral.EnrolmentId) && (examiner.Id == oral.ExaminerId || examiner.Id == oral.SecondExaminerId)
            select new { oral.EnrolmentId, examiner.AccountId }).ToListAsync(ct);
        var signed = await db.EveryGrid.Where(e => ids.Contains(e.EnrolmentId))
            .SelectMany(e => e.Signatures, (e, s) => new { e.EnrolmentId, e.Source, AccountId = s.SignedById }).ToListAsync(ct);
        var examiners = heard.Concat(signed.Where(s => s.Source == SourceKind.Commission).Select(s => new { s.EnrolmentId, s.AccountId })).ToLookup(x => x.EnrolmentId, x => x.AccountId);
        var trainers = signed.Where(s => s.Source == SourceKind.TrainingOrganisation).ToLookup(x => x.EnrolmentId, x => x.AccountId);
        // Whoever was replaced has signed all the same, as a tutor: they have no account.
        var signings = signed.Where(s => s.Source == SourceKind.Tutor).Select(s => new { s.EnrolmentId, TutorId = s.AccountId }).Distinct().ToList();
        var signerIds = signings.Select(s => s.TutorId).Distinct().ToList();
        var signers = (await db.Tutors.AsNoTracking().Where(t => signerIds.Contains(t.Id)).ToListAsync(ct)).Join(signings, t => t.Id, s => s.TutorId, (Tutor, s) => new { s.EnrolmentId, Tutor }).ToLookup(x => x.EnrolmentId, x => x.Tutor);
        // Somebody may sit in a jury under another sign-in: what counts is the person.
        var memberships = (await db.Memberships.Select(m => new { m.Id, m.AccountId }).ToListAsync(ct)).ToLookup(m => m.AccountId, m => m.Id);
        var companies = await db.Companies.Select(c => new { c.Id, c.Siret }).ToListAsync(ct);
        var establishments = companies.ToLookup(c => Siren(c.Siret), c => c.Id);
        var sirens = companies.ToDictionary(c => c.Id, c => Siren(c.Siret));
        return
        [
            .. candidates.Select(c => new CandidateLinks(c.Id, c.Enrolment.OrganisationId, c.Enrolment.CompanyId, c.Tutor?.Name, SignIns(examiners[c.Id]), SignIns(trainers[c.Id]),
                Establishments([.. signers[c.Id].Select(t => t.CompanyId), .. c.Company is { } company ? new[] { company.Id } : []]), [.. signers[c.Id].Select(t => t.Name)])),
        ];

        // A company is its SIREN; each of its establishments is a row of ours.
        static string Siren(string siret) => siret[..9];

        HashSet<Guid> Establishments(IEnumerable<Guid> ofCandidate) => [.. ofCandidate.SelectMany(id => establishments[sirens[id]])];

        HashSet<Guid> SignIns(IEnumerable<Guid> accounts) => [.. accounts.SelectMany(a => memberships[a])];
    }
}
