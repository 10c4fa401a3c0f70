using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.ApiKeys.CreateKey;

public sealed record CreateApiKeyInput
{
    public string? Name { get; set; }

    /// <summary>The training organisation it acts for; null = the certifier.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Null = all that the API offers its role.</summary>
    public IReadOnlyList<Permission>? Scopes { get; set; }

    /// <summary>Its last day, in Paris; null = until it is revoked.</summary>
    public DateOnly? LastDay { get; set; }
}

/// <summary>Makes a key and hands it over: it cannot be read again.</summary>
public sealed class CreateApiKey(WorkFactory work, CreateApiKeyValidator validator)
{
    private static readonly Error PastDay = new("api-key-past", "Le dernier jour de validité est déjà passé : choisissez une date à venir.".French(), Field: nameof(CreateApiKeyInput.LastDay));
    private static readonly Error ScopeMissing = new("api-key-no-scope", "Choisissez au moins une portée.", Field: nameof(CreateApiKeyInput.Scopes));
    private static readonly Error ScopeNotOffered = new("api-key-scope", "L’interface n’offre pas cette portée à ce rôle.", Field: nameof(CreateApiKeyInput.Scopes));

    public async Task<Result<string>> ExecuteAsync(CreateApiKeyInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageApiKeys, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var (db, actor) = (unit.Db, unit.Actor);
        if (validator.Validate(input).ToResult() is { Refused: true } refused) return refused;

        // An organisation's key is its own, whatever was asked.
        var organisationId = actor.Role == Role.CertifierManager ? input.OrganisationId : actor.OrganisationId;
        if (organisationId is { } id && !await db.TrainingOrganisations.AnyAsync(o => o.Id == id, ct)) return SecurityErrors.NotFound;
        var role = organisationId is null ? Role.CertifierManager : Role.TrainingOrganisation;
        if (input.Scopes is { Count: 0 }) return ScopeMissing;
        if (input.Scopes?.Except(ApiScopes.Of(role)).Any() == true) return ScopeNotOffered;
        if (input.LastDay < unit.Today) return PastDay;

        var slug = await db.Tenants.Where(t => t.Id == db.TenantId).Select(t => t.Slug).SingleAsync(ct);
        var (row, key) = ApiKey.Create(slug, role, organisationId, unit.Now, input.Name!, input.Scopes, input.LastDay is { } last ? FrenchTime.EndOf(last) : null);
        db.Add(row);
        var saved = await unit.SaveAsync(reason: null, ct);
        return saved.Refused ? saved : key;
    }
}
