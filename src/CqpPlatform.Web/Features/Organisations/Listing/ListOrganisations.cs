using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Organisations.Listing;

public sealed record HabilitationLine(Guid Id, Guid OrganisationId, string CertificationCode, DateOnly From, DateOnly? To, IReadOnlyList<string> Options);

public sealed record OrganisationLine(Guid Id, string Name, string Siret, IReadOnlyList<HabilitationLine> Habilitations);

/// <param name="Options">Code and title; empty where the certification has none.</param>
public sealed record PreparedCertification(string Code, string ShortTitle, IReadOnlyList<(string Code, string Title)> Options);

public sealed record OrganisationList(DateOnly Today, IReadOnlyList<OrganisationLine> Organisations, IReadOnlyList<PreparedCertification> Certifications);

/// <summary>The certifier's training organisations, and what each may prepare.</summary>
public sealed class ListOrganisations(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<OrganisationList>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var lines = (await unit.Db.Habilitations.AsNoTracking().OrderBy(h => h.CertificationCode).ThenBy(h => h.From).ToListAsync(ct)).ToLookup(h => h.OrganisationId, Line);
        var organisations = await unit.Db.TrainingOrganisations.AsNoTracking().OrderBy(o => o.Name).ToListAsync(ct);
        return new OrganisationList(unit.Today, [.. organisations.Select(o => new OrganisationLine(o.Id, o.Name, o.Siret, [.. lines[o.Id]]))], await CertificationsAsync(unit.Db, catalogue, ct));
    }

    /// <summary>As their last version open to campaigns has them.</summary>
    internal static async Task<IReadOnlyList<PreparedCertification>> CertificationsAsync(CqpDbContext db, ReferentialCatalogue catalogue, CancellationToken ct)
    {
        var prepared = new List<PreparedCertification>();
        foreach (var versions in (await db.ReferentialVersions.AsNoTracking().OpenToCampaigns().Select(v => new { v.Id, v.CertificationCode }).ToListAsync(ct)).GroupBy(v => v.CertificationCode))
        {
            var referential = await catalogue.GetAsync(db, versions.First().Id, ct);
            prepared.Add(new(versions.Key, referential.ShortTitle, [.. referential.Composition.Options.Select(o => (o.Code, o.Title))]));
        }
        return prepared;
    }

    private static HabilitationLine Line(Habilitation h) => new(h.Id, h.OrganisationId, h.CertificationCode, h.From, h.To, h.Options);
}
