using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Interface;

/// <summary>The campaigns whose enrolments an actor may see: those an organisation is invited to, all of them for the certifier.</summary>
public sealed class FindCampaigns(WorkFactory work)
{
    public async Task<Result<IReadOnlyList<Campaign>>> ExecuteAsync(CampaignStatus? status = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var visible = unit.Actor.Role switch
        {
            Role.TrainingOrganisation => unit.Db.Campaigns.Where(c => c.Status != CampaignStatus.Draft && c.Organisations.Any(o => o.OrganisationId == unit.Actor.OrganisationId)),
            Role.CertifierManager => unit.Db.Campaigns,
            _ => unit.Db.Campaigns.Where(c => false),
        };
        return await visible.Where(c => status == null || c.Status == status).OrderBy(c => c.EnrolmentClosesOn).ThenBy(c => c.Name).AsNoTracking().ToListAsync(ct);
    }
}
