using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Members.Ending;

/// <summary>Ends an access at once, open pages included. What the person did stays, under their name.</summary>
public sealed class EndMembership(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid membershipId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageMembers, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        // One end at a time: of two people who end each other at once, the second finds what is left.
        await unit.Db.Database.ExecuteSqlAsync($"select from memberships where active order by id for update", ct);
        if (await unit.ManagedMemberships().SingleOrDefaultAsync(m => m.Id == membershipId, ct) is not { } membership) return SecurityErrors.NotFound;
        if (await IsLastAsync(unit, membership, ct)) return MemberErrors.Last(unit.Actor.Role == Role.TrainingOrganisation ? "votre organisme" : "votre certificateur");
        membership.End();
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>The last who can invite: of the certifier, or of an organisation that would shut itself out.</summary>
    private static async Task<bool> IsLastAsync(UnitOfWork unit, Membership membership, CancellationToken ct) =>
        (membership.Role == Role.CertifierManager || unit.Actor.Role == Role.TrainingOrganisation)
        && !await unit.ManagedMemberships().AnyAsync(m => m.Id != membership.Id && m.Active && m.Role == membership.Role, ct);
}

/// <summary>Gives an ended access back to the same person.</summary>
public sealed class RestoreMembership(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid membershipId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageMembers, ct, nameof(RestoreMembership));
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.ManagedMemberships().SingleOrDefaultAsync(m => m.Id == membershipId, ct) is not { } membership) return SecurityErrors.NotFound;
        membership.Restore();
        return await unit.SaveAsync(ct: ct);
    }
}
