using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.ApiKeys.ListKeys;

/// <param name="Scopes">Never empty: a key that is not narrowed shows all that the API offers its role.</param>
public sealed record ApiKeyLine(Guid Id, string Name, Role Role, string? Organisation, IReadOnlyList<Permission> Scopes,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, bool Usable);

public sealed record OrganisationChoice(Guid Id, string Name);

/// <param name="Organisations">Those a key may be made for; one's own for a training organisation.</param>
/// <param name="Certifier">Who reads makes keys of the certifier too.</param>
public sealed record ApiKeyList(IReadOnlyList<ApiKeyLine> Keys, IReadOnlyList<OrganisationChoice> Organisations, bool Certifier);

public sealed class ListApiKeys(WorkFactory work)
{
    public async Task<Result<ApiKeyList>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageApiKeys, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var certifier = unit.Actor.Role == Role.CertifierManager;
        var organisations = await unit.Db.TrainingOrganisations.Where(o => certifier || o.Id == unit.Actor.OrganisationId)
            .OrderBy(o => o.Name).Select(o => new OrganisationChoice(o.Id, o.Name)).ToListAsync(ct);
        var names = organisations.ToDictionary(o => o.Id, o => o.Name);
        var keys = await unit.VisibleKeys().AsNoTracking().ToListAsync(ct);
        return new ApiKeyList(
            [
                .. from key in keys
                   let usable = key.IsUsable(unit.Now)
                   orderby usable descending, key.CreatedAt descending
                   select new ApiKeyLine(key.Id, key.Name, key.Role, key.OrganisationId is { } id ? names[id] : null, key.Scopes is { Count: > 0 } ? key.Scopes : ApiScopes.Of(key.Role),
                       key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt, usable),
            ],
            organisations, certifier);
    }
}
