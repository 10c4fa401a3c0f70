using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Operations.CreateTenant;

public sealed record CreateTenantInput
{
    public string? Slug { get; set; }
    public string? Name { get; set; }
    public string? LegalName { get; set; }
    public string? DocumentPrefix { get; set; }
    public IReadOnlyList<string> Certifications { get; set; } = [];

    /// <summary>The first manager, who invites everybody else.</summary>
    public string? ManagerLastName { get; set; }
    public string? ManagerFirstName { get; set; }
    public string? ManagerEmail { get; set; }
}

/// <summary>Opens a certifying body on the installation and invites its first manager: from then on it is theirs, and closed to the operator.</summary>
public sealed partial class CreateTenant(WorkFactory work, TenantCreation creation, CreateTenantValidator validator, IConfiguration configuration)
{
    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex SlugFormat();

    private static readonly Error SlugTaken = new("tenant-slug-taken", "Cet identifiant est déjà celui d’un autre certificateur.", Field: nameof(CreateTenantInput.Slug));
    private static readonly Error PrefixTaken = new("tenant-prefix-taken", "Ce préfixe est déjà celui d’un autre certificateur : les numéros de documents se confondraient.".French(), Field: nameof(CreateTenantInput.DocumentPrefix));
    private static readonly Error UnknownCertification = new("tenant-certification", "Choisissez parmi les référentiels livrés avec la plateforme.", Field: nameof(CreateTenantInput.Certifications));

    public async Task<Result> ExecuteAsync(CreateTenantInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageTenants, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } refused) return refused;
        if (Malformed(input).ToList() is { Count: > 0 } malformed) return malformed;
        var shipped = configuration.ReadShippedReferentials();
        if (input.Certifications.Except(shipped.Select(r => r.Referential.Code)).Any()) return UnknownCertification;
        if (await unit.Db.Tenants.AnyAsync(t => t.Slug == input.Slug, ct)) return SlugTaken;
        if (await unit.Db.Tenants.AnyAsync(t => t.DocumentPrefix == input.DocumentPrefix, ct)) return PrefixTaken;

        // Place and signatory are the certifier's to say: no document leaves before they are given.
        var profile = CertifierProfile.Create(input.LegalName!.Trim(), "", "", "", unionSeats: 5);
        await creation.CreateAsync(new(input.Slug!, input.Name!.Trim(), input.DocumentPrefix!, profile, input.Certifications, []), shipped,
            (db, tenant) =>
            {
                db.Audit.ActorId = unit.Actor.Id;
                InvitationMails.Invite(db, tenant, new(input.ManagerEmail!, input.ManagerLastName!, input.ManagerFirstName!, Role.CertifierManager), organisation: null, configuration.PublicUrl(), unit.Now);
            }, ct);
        return Result.Success;
    }

    private static IEnumerable<Error> Malformed(CreateTenantInput input)
    {
        if (!SlugFormat().IsMatch(input.Slug!)) yield return new("tenant-slug", "Identifiant : des minuscules sans accent et des chiffres, avec des tirets entre les mots.".French(), Field: nameof(input.Slug));
        if (!DocumentNumber.IsPrefix(input.DocumentPrefix!)) yield return new("tenant-prefix", $"Préfixe : de {DocumentNumber.PrefixMinLength} à {DocumentNumber.PrefixMaxLength} majuscules sans accent.".French(), Field: nameof(input.DocumentPrefix));
        if (!EmailAddress.Fits(input.ManagerEmail)) yield return new("email-format", "Courriel : adresse attendue, par exemple prenom.nom@exemple.fr.".French(), Field: nameof(input.ManagerEmail));
    }
}
