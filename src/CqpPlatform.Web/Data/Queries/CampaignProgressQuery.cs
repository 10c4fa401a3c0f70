using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>Counts what a campaign's next or previous step depends on.</summary>
public static class CampaignProgressQuery
{
    public static async Task<CampaignProgress> RunAsync(CqpDbContext db, Guid campaignId, Referential referential, CancellationToken ct = default)
    {
        var statuses = await db.Enrolments.Where(e => e.CampaignId == campaignId).Select(e => e.Status).ToListAsync(ct);
        var plan = await EvaluationPlan.OfCampaignAsync(db, campaignId, referential, ct);
        var sessions = await db.JurySessions.Where(s => s.CampaignId == campaignId).Select(s => s.Status).ToListAsync(ct);
        return new CampaignProgress(
            Enrolments: statuses.Count(s => s != EnrolmentStatus.Withdrawn),
            PendingEnrolments: statuses.Count(s => s is EnrolmentStatus.Submitted),
            AcceptedEnrolments: statuses.Count(s => s is EnrolmentStatus.Accepted),
            MissingEvaluations: plan.Count(p => !p.Submitted),
            StartedEvaluations: plan.Count(p => p.EvaluationId is not null),
            SealedSessions: sessions.Count(s => s == JurySessionStatus.Sealed),
            OpenSessions: sessions.Count(s => s.IsUnderWay()),
            UndecidedCandidates: await UndecidedAsync(db, campaignId, ct),
            ReturnedEnrolments: statuses.Count(s => s is EnrolmentStatus.Returned),
            DraftEnrolments: statuses.Count(s => s is EnrolmentStatus.Draft));
    }

    private static async Task<int> UndecidedAsync(CqpDbContext db, Guid campaignId, CancellationToken ct)
    {
        var accepted = await db.Enrolments.AsNoTracking().Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted).ToListAsync(ct);
        var decided = (await db.JurySessions.Where(s => s.CampaignId == campaignId && s.Status == JurySessionStatus.Sealed)
            .SelectMany(s => s.Decisions).Select(d => new { d.EnrolmentId, d.BlockCode }).ToListAsync(ct)).Select(d => (d.EnrolmentId, d.BlockCode)).ToHashSet();
        return accepted.Count(e => e.BlocksToEvaluate.Any(b => !decided.Contains((e.Id, b))));
    }
}
