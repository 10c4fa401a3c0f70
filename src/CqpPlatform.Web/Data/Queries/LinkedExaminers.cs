using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>An examiner who may not rate a candidate, and why.</summary>
public sealed record LinkedExaminer
{
    public Guid EnrolmentId { get; init; }
    public Guid ExaminerId { get; init; }
    public ExaminerLinkKind Kind { get; init; }
}

/// <summary>
/// Whom each examiner is linked to, in one question that planning and opening both ask (docs/adr/0041): what counts is the person, whichever of their sign-ins says it.
/// </summary>
public static class LinkedExaminers
{
    private const int SirenLength = 9;

    public static IQueryable<LinkedExaminer> Linked(this CqpDbContext db)
    {
        var people = from examiner in db.Memberships
                     join other in db.Memberships on examiner.AccountId equals other.AccountId
                     where examiner.Role == Role.Examiner
                     select new { ExaminerId = examiner.Id, examiner.AccountId, other.CompanyId, other.OrganisationId };
        // Whoever was replaced after signing is a tutor of the candidate all the same: what they signed counts.
        var signers = from grid in db.EvaluationGrids
                      where grid.Source == SourceKind.Tutor
                      from signature in grid.Signatures
                      join tutor in db.Tutors on signature.SignedById equals tutor.Id
                      select new { grid.EnrolmentId, TutorId = tutor.Id, tutor.CompanyId };
        var workplaces = (from enrolment in db.Enrolments where enrolment.CompanyId != null select new { EnrolmentId = enrolment.Id, CompanyId = enrolment.CompanyId!.Value })
            .Concat(from signer in signers select new { signer.EnrolmentId, signer.CompanyId });
        var observers = (from enrolment in db.Enrolments where enrolment.TutorId != null select new { EnrolmentId = enrolment.Id, TutorId = enrolment.TutorId!.Value })
            .Concat(from signer in signers select new { signer.EnrolmentId, signer.TutorId });
        var colleagues = from person in people
                         join theirs in db.Companies on person.CompanyId equals (Guid?)theirs.Id
                         from workplace in workplaces
                         join company in db.Companies on workplace.CompanyId equals company.Id
                         where theirs.Siret.Substring(0, SirenLength) == company.Siret.Substring(0, SirenLength)
                         select new LinkedExaminer { EnrolmentId = workplace.EnrolmentId, ExaminerId = person.ExaminerId, Kind = ExaminerLinkKind.SameCompany };
        var trainers = from person in people
                       from enrolment in db.Enrolments
                       where person.OrganisationId == enrolment.OrganisationId
                           || db.EvaluationGrids.Any(e => e.EnrolmentId == enrolment.Id && e.Source == SourceKind.TrainingOrganisation && e.Signatures.Any(s => s.SignedById == person.AccountId))
                       select new LinkedExaminer { EnrolmentId = enrolment.Id, ExaminerId = person.ExaminerId, Kind = ExaminerLinkKind.Trainer };
        // A tutor has no account: the same address, or the same name, is the same person.
        var tutors = from person in people
                     join account in db.Users on person.AccountId equals account.Id
                     from observer in observers
                     join tutor in db.Tutors on observer.TutorId equals tutor.Id
#pragma warning disable CA1862 // PostgreSQL has no StringComparison
                     where account.Email!.ToLower() == tutor.Email.ToLower() || (account.LastName.ToLower() == tutor.LastName.ToLower() && account.FirstName.ToLower() == tutor.FirstName.ToLower())
#pragma warning restore CA1862
                     select new LinkedExaminer { EnrolmentId = observer.EnrolmentId, ExaminerId = person.ExaminerId, Kind = ExaminerLinkKind.Tutor };
        var declared = from link in db.ExaminerLinks select new LinkedExaminer { EnrolmentId = link.EnrolmentId, ExaminerId = link.ExaminerId, Kind = ExaminerLinkKind.Declared };
        return colleagues.Concat(trainers).Concat(tutors).Concat(declared).Distinct();
    }
}
