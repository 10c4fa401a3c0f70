using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.AuditTrail.OfCampaign;

/// <summary>The acts that moved a campaign, from its opening to its documents. What was rated is in each candidate's own timeline.</summary>
public sealed class ReadCampaignTimeline(WorkFactory work, ReferentialCatalogue catalogue)
{
    private static readonly string[] ToldElsewhere = ["Evaluation", "EvaluationRating", "EvaluationSignature"];

    public async Task<Result<Timeline>> ExecuteAsync(Guid campaignId, int page = 1, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadAudit, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var name = await unit.Db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Name + ", " + c.CertificationCode).SingleOrDefaultAsync(ct);
        if (name is null) return SecurityErrors.NotFound;
        return await unit.TimelineAsync(catalogue, name, unit.Db.AuditEntries.Where(e => e.CampaignId == campaignId && !ToldElsewhere.Contains(e.EntityType)), page, ct);
    }
}
