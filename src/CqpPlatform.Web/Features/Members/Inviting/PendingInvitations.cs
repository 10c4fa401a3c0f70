using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Members.Inviting;

/// <summary>Sends a pending invitation again, with a new link and a new term: the former link opens nothing any more.</summary>
public sealed class RenewInvitation(WorkFactory work, IConfiguration configuration)
{
    public async Task<Result> ExecuteAsync(Guid invitationId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageMembers, ct, nameof(RenewInvitation));
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await unit.ManagedInvitations().SingleOrDefaultAsync(i => i.Id == invitationId, ct) is not { } row) return SecurityErrors.NotFound;
        if (row.AcceptedAt is not null || row.RevokedAt is not null) return MemberErrors.InvitationClosed;
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == unit.Actor.TenantId, ct);
        var organisation = await db.TrainingOrganisations.Where(o => o.Id == row.OrganisationId).Select(o => o.Name).SingleOrDefaultAsync(ct);
        InvitationMails.Renew(db, tenant, row, organisation, configuration.PublicUrl(), unit.Now);
        return await unit.SaveAsync(ct: ct);
    }
}

/// <summary>Takes a pending invitation back: its link opens nothing any more.</summary>
public sealed class RevokeInvitation(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid invitationId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageMembers, ct, nameof(RevokeInvitation));
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.ManagedInvitations().SingleOrDefaultAsync(i => i.Id == invitationId, ct) is not { } row) return SecurityErrors.NotFound;
        if (row.AcceptedAt is not null || row.RevokedAt is not null) return MemberErrors.InvitationClosed;
        row.Revoke(unit.Now);
        return await unit.SaveAsync(ct: ct);
    }
}
