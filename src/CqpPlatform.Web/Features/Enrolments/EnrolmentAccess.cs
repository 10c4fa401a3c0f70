using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments;

/// <summary>Who may touch which enrolment, and when.</summary>
internal static class EnrolmentAccess
{
    /// <summary>Why this organisation cannot enrol in the campaign now; null when it can.</summary>
    public static Error? Obstacle(Campaign campaign, Actor actor)
    {
        if (campaign.Organisations.All(o => o.OrganisationId != actor.OrganisationId)) return EnrolmentErrors.NotInvited;
        return campaign.Status.AcceptsEnrolments() ? null : CampaignErrors.EnrolmentClosed;
    }

    /// <summary>An organisation has its own; the certifier has what was sent to it, never a draft.</summary>
    public static IQueryable<Enrolment> VisibleEnrolments(this UnitOfWork unit) => unit.Actor.Role switch
    {
        Role.TrainingOrganisation => unit.Db.Enrolments.Where(e => e.OrganisationId == unit.Actor.OrganisationId),
        Role.CertifierManager => unit.Db.Enrolments.Where(e => e.SubmittedAt != null),
        _ => unit.Db.Enrolments.Where(e => false),
    };

    /// <summary>Adds a line to the enrolment's history, saved with what it tells.</summary>
    public static void Record(this UnitOfWork unit, Enrolment enrolment, EnrolmentAct act, string? reason = null, string? detail = null) =>
        unit.Db.Add(EnrolmentEvent.Of(enrolment.Id, act, unit.Actor.Signatory, unit.Now, reason, detail));

    public static Task<Enrolment?> FindAsync(this UnitOfWork unit, Guid enrolmentId, CancellationToken ct) =>
        unit.VisibleEnrolments().SingleOrDefaultAsync(e => e.Id == enrolmentId, ct);
}
