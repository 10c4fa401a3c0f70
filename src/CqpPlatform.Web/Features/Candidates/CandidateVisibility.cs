using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Candidates;

/// <summary>An organisation has the candidates it enrolled; the certifier, and whoever it lets read, has those it was sent.</summary>
internal static class CandidateVisibility
{
    public static IQueryable<Enrolment> VisibleEnrolments(this UnitOfWork unit) => unit.Actor.Role switch
    {
        Role.TrainingOrganisation => unit.Db.Enrolments.Where(e => e.OrganisationId == unit.Actor.OrganisationId),
        Role.CertifierManager or Role.Support => unit.Db.Enrolments.Where(e => e.SubmittedAt != null),
        _ => unit.Db.Enrolments.Where(e => false),
    };
}
