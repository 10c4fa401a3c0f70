using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Members.Listing;

/// <param name="IsMe">The access one is using.</param>
public sealed record MemberLine(Guid MembershipId, string Name, string Email, Role Role, string? Organisation, bool Active, bool IsMe);

public sealed record InvitationLine(Guid InvitationId, string Name, string Email, Role Role, string? Organisation, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, bool Expired);

/// <param name="Organisations">The training organisations one may invite for.</param>
/// <param name="Roles">The roles one may invite to.</param>
public sealed record MemberList(IReadOnlyList<MemberLine> Members, IReadOnlyList<InvitationLine> Invitations, IReadOnlyList<Role> Roles, IReadOnlyList<(Guid Id, string Name)> Organisations);

/// <summary>Who has an access, and who is invited to one.</summary>
public sealed class ListMembers(WorkFactory work)
{
    public async Task<Result<MemberList>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageMembers, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var organisations = await unit.Db.TrainingOrganisations.AsNoTracking().OrderBy(o => o.Name).Select(o => new { o.Id, o.Name }).ToListAsync(ct);
        var names = organisations.ToDictionary(o => o.Id, o => o.Name);
        var members = await (
            from m in unit.ManagedMemberships()
            join a in unit.Db.Users on m.AccountId equals a.Id
            select new { m.Id, a.LastName, a.FirstName, a.Email, m.Role, m.OrganisationId, m.Active }).ToListAsync(ct);
        var invitations = await unit.ManagedInvitations().AsNoTracking().Where(i => i.AcceptedAt == null && i.RevokedAt == null).ToListAsync(ct);
        var mine = unit.Actor.OrganisationId;
        return new MemberList(
            [
                .. members.Select(m => new MemberLine(m.Id, French.Person(m.LastName, m.FirstName), m.Email!, m.Role, Organisation(m.OrganisationId), m.Active, m.Id == unit.Actor.MembershipId))
                    .OrderBy(m => m.Role).ThenBy(m => m.Organisation, StringComparer.CurrentCulture).ThenBy(m => m.Name, StringComparer.CurrentCulture),
            ],
            [
                .. invitations.Select(i => new InvitationLine(i.Id, French.Person(i.LastName, i.FirstName), i.Email, i.Role, Organisation(i.OrganisationId), i.SentAt, i.ExpiresAt, !i.IsOpen(unit.Now)))
                    .OrderByDescending(i => i.SentAt),
            ],
            unit.Actor.Role == Role.TrainingOrganisation ? [Role.TrainingOrganisation] : [.. Enum.GetValues<Role>().Where(r => r.IsByMembership())],
            [.. organisations.Where(o => mine is null || o.Id == mine).Select(o => (o.Id, o.Name))]);

        string? Organisation(Guid? id) => id is { } known ? names[known] : null;
    }
}
