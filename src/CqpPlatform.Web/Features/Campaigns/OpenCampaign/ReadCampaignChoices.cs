using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.OpenCampaign;

public sealed record CertificationChoice(string Code, string ShortTitle, string VersionLabel, DateOnly RegistrationEndsOn, bool RegistrationEnded, bool EndsSoon, IReadOnlyList<OrganisationChoice> Organisations);

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
        var versions = await db.ReferentialVersions.AsNoTracking().Where(v => v.Status == ReferentialStatus.Published)
            .OrderBy(v => v.CertificationCode).ThenByDescending(v => v.Version).Select(v => new { v.Id, v.CertificationCode }).ToListAsync(ct);
        var habilitated = await (
            from h in db.Habilitations
            join o in db.TrainingOrganisations on h.OrganisationId equals o.Id
            orderby o.Name
            select new { h.CertificationCode, o.Id, o.Name }).Distinct().ToListAsync(ct);
        var choices = new List<CertificationChoice>();
        foreach (var version in versions.DistinctBy(v => v.CertificationCode))
        {
            var referential = await catalogue.GetAsync(db, version.Id, ct);
            var last = referential.LastPeriod();
            choices.Add(new(referential.Code, referential.ShortTitle, referential.VersionLabel, last.To, last.To < unit.Today, last.EndsWithinSixMonthsOf(unit.Today),
                [.. habilitated.Where(h => h.CertificationCode == referential.Code).OrderBy(h => h.Name).Select(h => new OrganisationChoice(h.Id, h.Name))]));
        }
        return choices;
    }
}
