using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.ListPendingAwards;

/// <summary>A campaign with a sealed session whose documents have not left yet.</summary>
public sealed record PendingAwards(Guid CampaignId, string Campaign, string Certification, string CertificationCode, DateOnly JuryHeldOn, int Certificates, int Attestations)
{
    /// <summary>Their results are not told yet: what is issued is seen, and mailed, at that hour; null there where none is chosen.</summary>
    public bool ResultsKept { get; init; }
    public DateTimeOffset? KeptUntil { get; init; }
}

public sealed class ListPendingAwards(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<IReadOnlyList<PendingAwards>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var judged = await unit.Db.JurySessions.Where(s => s.Status == JurySessionStatus.Sealed).Select(s => s.CampaignId).Distinct().ToListAsync(ct);
        var pending = new List<PendingAwards>();
        foreach (var id in judged)
        {
            if (await CampaignReferential.LoadAsync(unit.Db, catalogue, id, ct) is not var (campaign, referential)) continue;
            var plan = await AwardPlan.OfCampaignAsync(unit.Db, campaign, referential, ct);
            if (plan.Count == 0) continue;
            var kept = plan.Select(a => a.Session).Where(s => !s.ResultsAreOut(unit.Now)).ToList();
            pending.Add(new(id, campaign.Name, referential.ShortTitle, referential.Code, plan.Max(a => a.Session.Date),
                plan.Count(a => a.Kind == DocumentKind.Certificate), plan.Count(a => a.Kind == DocumentKind.Attestation))
            {
                ResultsKept = kept.Count > 0,
                KeptUntil = kept.Exists(s => s.ResultsAt is null) ? null : kept.Max(s => s.ResultsAt),
            });
        }
        return pending.OrderBy(p => p.JuryHeldOn).ToList();
    }
}
