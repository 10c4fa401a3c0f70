using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.ExportPerson;

/// <summary>Sorts the rows of a person's graph into what people read: by enrolment, with the names of what they refer to.</summary>
internal static class PersonFileReader
{
    private static readonly Type[] Told =
    [
        typeof(Candidate), typeof(Enrolment), typeof(Evaluation), typeof(EvaluationRating), typeof(EvaluationSignature), typeof(Oral), typeof(BlockDecision), typeof(AcquiredBlock), typeof(IssuedDocument), typeof(LedgerProof),
    ];

    public static async Task<PersonFile> ReadAsync(UnitOfWork unit, ReferentialCatalogue catalogue, Guid candidateId, IReadOnlyList<TenantEntity> rows, CancellationToken ct)
    {
        var db = unit.Db;
        // The files merged into this one are in the graph too.
        var candidate = rows.OfType<Candidate>().Single(c => c.Id == candidateId);
        var campaigns = await NamesAsync(db.Campaigns, rows.OfType<Enrolment>().Select(e => e.CampaignId), c => new(c.Id, c.Name + ", " + c.CertificationCode), ct);
        var referentials = await ReferentialsAsync(db, catalogue, [.. campaigns.Keys], ct);
        var organisations = await NamesAsync(db.TrainingOrganisations, rows.OfType<Enrolment>().Select(e => e.OrganisationId), o => new(o.Id, o.Name), ct);
        var companies = await NamesAsync(db.Companies, rows.OfType<Enrolment>().Select(e => e.CompanyId ?? Guid.Empty), c => new(c.Id, c.Name), ct);
        var tutors = await NamesAsync(db.Tutors, rows.OfType<Enrolment>().Select(e => e.TutorId ?? Guid.Empty), t => new(t.Id, t.LastName.ToUpper() + " " + t.FirstName), ct);
        var examiners = await db.NamesAsync([.. rows.OfType<Evaluation>().Select(v => v.ExaminerId).OfType<Guid>().Distinct()], ct);
        var dayIds = rows.OfType<Oral>().Select(o => o.DayId).ToList();
        var days = await db.CommissionDays.Where(d => dayIds.Contains(d.Id)).Select(d => new { d.Id, d.Date, d.Place }).ToDictionaryAsync(d => d.Id, ct);
        var mails = await PersonMails.Of(db, rows).OrderBy(m => m.CreatedAt).Select(m => new MailLine(m.CreatedAt, m.Subject, m.Body)).ToListAsync(ct);
        var certifier = await db.CertifierProfiles.Select(p => p.LegalName).SingleAsync(ct);

        return new PersonFile(candidate, certifier, unit.Now,
            [
                .. rows.OfType<Enrolment>().OrderBy(e => e.SubmittedAt).Select(e => new EnrolmentSheet(e, campaigns[e.CampaignId], referentials[e.CampaignId].OptionTitle(e.Option), organisations[e.OrganisationId],
                    e.CompanyId is { } company ? companies[company] : null, e.TutorId is { } tutor ? tutors[tutor] : null,
                    [.. rows.OfType<Evaluation>().Where(v => v.EnrolmentId == e.Id).OrderBy(v => v.BlockCode).ThenBy(v => v.Source).ThenBy(v => v.ExaminerId is not null).Select(v => Sheet(v, referentials[e.CampaignId], rows, examiners))],
                    [.. rows.OfType<Oral>().Where(o => o.EnrolmentId == e.Id).Select(o => new OralLine(days[o.DayId].Date, o.StartsAt, days[o.DayId].Place, o.Room))],
                    [.. rows.OfType<BlockDecision>().Where(d => d.EnrolmentId == e.Id).OrderBy(d => d.BlockCode)])),
            ],
            [.. rows.OfType<AcquiredBlock>().OrderBy(b => b.CertificationCode).ThenBy(b => b.BlockCode)],
            [.. rows.OfType<IssuedDocument>().OrderBy(d => d.IssuedAt)],
            [.. rows.OfType<LedgerProof>().OrderBy(p => p.AddedAt)],
            mails, await JournalAsync(db, candidate.Id, ct),
            [.. rows.Where(r => !Told.Contains(r.GetType())).GroupBy(r => r.GetType().Name).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))]);
    }

    private static EvaluationSheet Sheet(Evaluation evaluation, Referential referential, IReadOnlyList<TenantEntity> rows, IReadOnlyDictionary<Guid, string> examiners)
    {
        var block = referential.Block(evaluation.BlockCode);
        var given = rows.OfType<EvaluationRating>().Where(r => r.EvaluationId == evaluation.Id).ToDictionary(r => r.ItemCode);
        return new(block.Code, referential.Source(evaluation.Source).Label + (evaluation.ExaminerId is { } examiner ? $", grille de {examiners[examiner]} avant leur accord" : ""),
            [
                .. block.GridLines(evaluation.Source).Where(i => given.ContainsKey(i.Code)).Select(i => new RatedLine(i.CompetencyCode is null ? i.Title : $"{i.Code} {i.Title}",
                    given[i.Code].Rating is { } rating ? referential.Scale.Level(rating).Label : null, given[i.Code].Comment)),
            ],
            [.. rows.OfType<EvaluationSignature>().Where(s => s.EvaluationId == evaluation.Id).OrderBy(s => s.SignedAt)]);
    }

    private static async Task<Dictionary<Guid, Referential>> ReferentialsAsync(CqpDbContext db, ReferentialCatalogue catalogue, IReadOnlyList<Guid> campaigns, CancellationToken ct)
    {
        var found = new Dictionary<Guid, Referential>();
        foreach (var campaign in await db.Campaigns.Where(c => campaigns.Contains(c.Id)).Select(c => new { c.Id, c.ReferentialVersionId }).ToListAsync(ct))
            found[campaign.Id] = await catalogue.GetAsync(db, campaign.ReferentialVersionId, ct);
        return found;
    }

    private static async Task<IReadOnlyList<JournalLine>> JournalAsync(CqpDbContext db, Guid candidateId, CancellationToken ct) => await (
        from entry in db.AuditEntries
        where entry.CandidateId == candidateId
        orderby entry.Sequence
        let account = db.Users.Where(a => a.Id == entry.ActorId).Select(a => a.LastName.ToUpper() + " " + a.FirstName).FirstOrDefault()
        let tutor = db.Tutors.Where(t => t.Id == entry.ActorId).Select(t => t.LastName.ToUpper() + " " + t.FirstName).FirstOrDefault()
        select new JournalLine(entry.At, account ?? tutor ?? entry.ActorName, entry.Action, entry.EntityType)).ToListAsync(ct);

    private static async Task<Dictionary<Guid, string>> NamesAsync<T>(IQueryable<T> rows, IEnumerable<Guid> ids, System.Linq.Expressions.Expression<Func<T, KeyValuePair<Guid, string>>> name, CancellationToken ct) where T : TenantEntity
    {
        var wanted = ids.Distinct().ToList();
        return (await rows.Where(r => wanted.Contains(r.Id)).Select(name).ToListAsync(ct)).ToDictionary(p => p.Key, p => p.Value);
    }
}
