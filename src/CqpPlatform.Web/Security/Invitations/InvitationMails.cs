using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;

namespace CqpPlatform.Web.Security.Invitations;

/// <summary>The one way an access is offered: a row and its mail, in the caller's unit of work.</summary>
public static class InvitationMails
{
    /// <param name="organisation">Name of the training organisation, where the invitation is for one.</param>
    /// <param name="baseUrl">The public address of the platform, without a final slash.</param>
    public static Invitation Invite(CqpDbContext db, Tenant tenant, Invited invited, string? organisation, string baseUrl, DateTimeOffset now)
    {
        var (row, secret) = Invitation.Create(invited, now);
        db.Add(row);
        Send(db, tenant, row, secret, organisation, baseUrl, now);
        return row;
    }

    /// <summary>Sends a new link for the same invitation, in place of the former.</summary>
    public static void Renew(CqpDbContext db, Tenant tenant, Invitation invitation, string? organisation, string baseUrl, DateTimeOffset now) =>
        Send(db, tenant, invitation, invitation.Renew(now), organisation, baseUrl, now);

    private static void Send(CqpDbContext db, Tenant tenant, Invitation invitation, string secret, string? organisation, string baseUrl, DateTimeOffset now) =>
        db.Add(OutboxMail.Create(invitation.Email, $"Votre accès aux campagnes de CQP, {tenant.Name}".French(), $"""
            Bonjour {French.Addressed(invitation.LastName, invitation.FirstName)},

            {tenant.Name} vous invite sur la plateforme de ses campagnes de CQP : {invitation.Role.French().ToLowerInvariant()}{(organisation is null ? "" : $", {organisation}")}.

            Ouvrez ce lien pour accepter, avant le {FrenchFormat.DateTime(invitation.ExpiresAt)} :
            {baseUrl}/invitation/{tenant.Slug}/{secret}

            Il sert une seule fois. Vous y choisirez votre mot de passe ; si vous avez déjà un compte à cette adresse, connectez-vous pour accepter. Si vous n’attendiez pas cette invitation, ne faites rien : sans vous, aucun accès n’est ouvert.
            """.French(), now).Opening());
}
