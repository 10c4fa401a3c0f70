using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Awards;

internal static class DocumentVisibility
{
    /// <summary>
    /// The certifier sees all; a training organisation the certificates and attestations of its own candidates, and no minutes, from the hour their results are told;
    /// a jury member the minutes of their own sessions.
    /// </summary>
    public static IQueryable<IssuedDocument> VisibleDocuments(this UnitOfWork unit) => unit.Actor.Role switch
    {
        Role.CertifierManager or Role.Support => unit.Db.IssuedDocuments,
        Role.TrainingOrganisation when unit.Actor.OrganisationId is { } organisation => unit.Db.ToldDocuments().Where(d =>
            d.Kind != DocumentKind.Minutes && unit.Db.Enrolments.Any(e => e.Id == d.EnrolmentId && e.OrganisationId == organisation)),
        Role.JuryMember when unit.Actor.MembershipId is { } member => unit.Db.IssuedDocuments.Where(d =>
            d.Kind == DocumentKind.Minutes && unit.Db.JurySessions.Any(s => s.Id == d.JurySessionId && s.Members.Any(m => m.MembershipId == member))),
        _ => unit.Db.IssuedDocuments.Where(d => false),
    };
}
