using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;

namespace CqpPlatform.Web.Features.Members;

/// <summary>Whose accesses one answers for: the certifier for all of its tenant, a training organisation for its own people.</summary>
internal static class MemberAccess
{
    public static IQueryable<Membership> ManagedMemberships(this UnitOfWork unit) => unit.Actor.Role == Role.TrainingOrganisation
        ? unit.Db.Memberships.Where(m => m.ForgottenAt == null && m.Role == Role.TrainingOrganisation && m.OrganisationId == unit.Actor.OrganisationId)
        : unit.Db.Memberships.Where(m => m.ForgottenAt == null);

    public static IQueryable<Invitation> ManagedInvitations(this UnitOfWork unit) => unit.Actor.Role == Role.TrainingOrganisation
        ? unit.Db.Invitations.Where(i => i.Role == Role.TrainingOrganisation && i.OrganisationId == unit.Actor.OrganisationId)
        : unit.Db.Invitations;
}

public static class MemberErrors
{
    public static readonly Error NoAddress = new("member-address", "Cette adresse de courriel n’est pas complète.", Field: "Email");
    public static readonly Error AlreadyMember = new("member-already", "Cette personne a déjà cet accès.", Field: "Email");
    public static readonly Error AlreadyInvited = new("member-invited", "Une invitation attend déjà à cette adresse pour cet accès : renvoyez-la, ou annulez-la.".French(), Field: "Email");
    public static readonly Error InvitationClosed = new("invitation-closed", "Cette invitation a déjà été acceptée ou annulée.");

    public static Error Last(string whose) => new("member-last", $"C’est le dernier accès de {whose}. Invitez d’abord quelqu’un d’autre : sans lui, plus personne ne pourrait ouvrir d’accès.".French());
}
