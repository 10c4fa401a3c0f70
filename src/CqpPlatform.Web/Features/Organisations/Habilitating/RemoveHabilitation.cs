using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Organisations.Habilitating;

/// <summary>Takes out a habilitation entered by mistake. What it was comes back, to be given again at once.</summary>
public sealed class RemoveHabilitation(WorkFactory work)
{
    public async Task<Result<HabilitateInput>> ExecuteAsync(Guid habilitationId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var habilitation = await unit.Db.Habilitations.SingleOrDefaultAsync(h => h.Id == habilitationId, ct);
        if (habilitation is null) return SecurityErrors.NotFound;
        if (Habilitation.CheckRemoval(await RelyingAsync(unit.Db, habilitation, ct)) is { Refused: true } relied) return relied;
        unit.Db.Remove(habilitation);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        return new HabilitateInput { OrganisationId = habilitation.OrganisationId, CertificationCode = habilitation.CertificationCode, From = habilitation.From, To = habilitation.To, Options = habilitation.Options };
    }

    /// <summary>The organisation's enrolments, drafts and withdrawn ones included, that would be left without any.</summary>
    private static async Task<int> RelyingAsync(CqpDbContext db, Habilitation habilitation, CancellationToken ct)
    {
        var others = await db.Habilitations.AsNoTracking()
            .Where(h => h.OrganisationId == habilitation.OrganisationId && h.CertificationCode == habilitation.CertificationCode && h.Id != habilitation.Id).ToListAsync(ct);
        var enrolled = await (
            from e in db.Enrolments
            join c in db.Campaigns on e.CampaignId equals c.Id
            where e.OrganisationId == habilitation.OrganisationId && c.CertificationCode == habilitation.CertificationCode && e.EngagementDate != null
            select new { Engagement = e.EngagementDate!.Value, e.Option }).ToListAsync(ct);
        return enrolled.Count(e => habilitation.Allows(e.Engagement, e.Option) && !others.Exists(h => h.Allows(e.Engagement, e.Option)));
    }
}
