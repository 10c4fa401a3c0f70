using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;

namespace CqpPlatform.Web.Features.PersonalData.Retention;

internal sealed record DuePerson(HeldFile Held, ErasureReach Reach, DateOnly Since);

/// <summary>What has reached its term: asked by the dry run and, again, by the act.</summary>
internal static class DuePersons
{
    public static IReadOnlyList<DuePerson> Of(IReadOnlyList<HeldFile> held, RetentionSchedule schedule, DateOnly today) =>
    [
        .. from file in held
           let reach = file.Due(schedule, today)
           where reach != ErasureReach.Nothing
           select new DuePerson(file, reach, reach == ErasureReach.Identity && file.LastAward is { } award ? schedule.RecordTerm(award) : schedule.FileTerm(file.LastEvent)),
    ];

    public static IQueryable<OutboxMail> Mails(CqpDbContext db, RetentionSchedule schedule, DateTimeOffset now)
    {
        var before = now.AddMonths(-schedule.MailMonths);
        // A mail that no server would take has its term too.
        return db.OutboxMails.Where(m => (m.SentAt ?? m.CreatedAt) < before);
    }

    /// <summary>Invitations that nobody can accept any more: accepted, taken back or past their days.</summary>
    public static IQueryable<Invitation> Invitations(CqpDbContext db, RetentionSchedule schedule, DateTimeOffset now)
    {
        var before = now.AddMonths(-schedule.MailMonths);
        return db.Invitations.Where(i => i.ExpiresAt < before);
    }

    /// <summary>Files that were brought to be imported; what was saved of them are enrolments, which have their own term.</summary>
    public static IQueryable<EnrolmentImport> Imports(CqpDbContext db, RetentionSchedule schedule, DateTimeOffset now)
    {
        var before = now.AddMonths(-schedule.MailMonths);
        return db.EnrolmentImports.Where(i => i.UploadedAt < before);
    }

    /// <summary>Accesses that ended: their last change, which the audit knows, was their end.</summary>
    public static IQueryable<Membership> Accesses(CqpDbContext db, RetentionSchedule schedule, DateTimeOffset now)
    {
        var before = now.AddYears(-schedule.StaffYears);
        return db.Memberships.Where(m => !m.Active && m.ForgottenAt == null && db.AuditEntries.Any(e => e.EntityId == m.Id) && !db.AuditEntries.Any(e => e.EntityId == m.Id && e.At >= before));
    }

    /// <summary>Sessions that are over, whose members are still named.</summary>
    public static IQueryable<JurySession> Juries(CqpDbContext db, RetentionSchedule schedule, DateOnly today)
    {
        var before = today.AddYears(-schedule.StaffYears);
        return db.JurySessions.Where(s => (s.Status == JurySessionStatus.Sealed || s.Status == JurySessionStatus.Postponed) && s.MembersErasedAt == null && s.Date <= before && s.Members.Any());
    }

    /// <summary>Files for the Caisse des Dépôts of which nobody waits for an answer any more.</summary>
    public static IQueryable<DeclarationFile> Declarations(CqpDbContext db, RetentionSchedule schedule, DateTimeOffset now)
    {
        var before = now.AddYears(-schedule.DeclarationYears);
        return db.DeclarationFiles.Where(f => f.ErasedAt == null && f.CreatedAt < before && !db.DeclaredPassages.Any(p => p.FileId == f.Id && p.State == DeclarationState.InFile));
    }

    /// <summary>A tutor leaves with the files of all their candidates, those whose grids they signed before another took over included; one whom nothing names any more, at once.</summary>
    public static IQueryable<Tutor> Tutors(CqpDbContext db)
    {
        var kept = db.Enrolments.Where(e => db.Candidates.Any(c => c.Id == e.CandidateId && c.FileErasedAt == null));
        return db.Tutors.Where(t => t.ErasedAt == null && !kept.Any(e => e.TutorId == t.Id) && !kept.Any(e => db.EveryGrid.Any(g => g.EnrolmentId == e.Id && g.Signatures.Any(s => s.SignedById == t.Id))));
    }
}
