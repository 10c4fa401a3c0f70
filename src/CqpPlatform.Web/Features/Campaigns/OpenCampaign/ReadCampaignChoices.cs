using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.OpenCampaign;

/// <param name="Versions">Those open to campaigns, the last published first.</param>
/// <param name="Successor">The certification that replaces it here, where there is one.</param>
public sealed record CertificationChoice(string Code, string ShortTitle, IReadOnlyList<VersionChoice> Versions, string? Successor, IReadOnlyList<OrganisationChoice> Organisations);

/// <summary>A version to freeze a campaign on, with its hash and the end of the registration it knows.</summary>
public sealed record VersionChoice(Guid Id, string Version, string Label, string Sha256, DateOnly RegistrationEndsOn, bool RegistrationEnded, bool EndsSoon);

public sealed record OrganisationChoice(Guid Id, string Name);

/// <summary>What a campaign can be opened on: published certifications and the organisations habilitated for each.</summary>
public sealed class ReadCampaignChoices(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<IReadOnlyList<CertificationChoice>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var versions = await db.ReferentialVersions.AsNoTracking().OpenToCampaigns().Select(v => new { v.Id, v.CertificationCode, v.Sha256 }).ToListAsync(ct);
        var habilitated = await (
            from h in db.Habilitations
            join o in db.TrainingOrganisations on h.OrganisationId equals o.Id
            orderby o.Name
            select new { h.CertificationCode, o.Id, o.Name }).Distinct().ToListAsync(ct);
        var choices = new List<CertificationChoice>();
        foreach (var certification in versions.GroupBy(v => v.CertificationCode))
        {
            var open = new List<VersionChoice>();
            Referential? current = null;
            foreach (var version in certification)
            {
                var referential = await catalogue.GetAsync(db, version.Id, ct);
                current ??= referential;
                var last = referential.LastPeriod();
                open.Add(new(version.Id, referential.Version, referential.VersionLabel, version.Sha256, last.To, last.To < unit.Today, last.EndsWithinSixMonthsOf(unit.Today)));
            }
            choices.Add(new(certification.Key, current!.ShortTitle, open, await Successors.OfAsync(db, catalogue, certification.Key, ct),
                [.. habilitated.Where(h => h.CertificationCode == certification.Key).OrderBy(h => h.Name).Select(h => new OrganisationChoice(h.Id, h.Name))]));
        }
        return choices;
    }
}
