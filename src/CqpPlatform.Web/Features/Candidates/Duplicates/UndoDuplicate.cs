using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Candidates.Duplicates;

/// <summary>Takes a decision about two files back; after a merge both stand again with what was theirs.</summary>
public sealed class UndoDuplicate(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid reviewId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.SettleDuplicates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await CandidateRegistry.LockAsync(unit.Db, ct);
        var review = await unit.Db.DuplicateReviews.SingleOrDefaultAsync(r => r.Id == reviewId, ct);
        if (review is null) return SecurityErrors.NotFound;
        var kept = await unit.Db.Candidates.SingleAsync(c => c.Id == review.KeptId, ct);
        var other = await unit.Db.Candidates.SingleAsync(c => c.Id == review.OtherId, ct);
        var enrolments = await unit.Db.Enrolments.Where(e => e.CandidateId == kept.Id).ToListAsync(ct);
        var absorbed = await unit.Db.Candidates.Where(c => review.MovedCandidates.Contains(c.Id)).ToListAsync(ct);
        var own = await OwnBlocksAsync(unit.Db, review, enrolments, ct);
        if (review.Undo(kept, other, enrolments, absorbed, own, unit.Now) is { Refused: true } refusal) return refusal;
        if (await unit.SaveAsync(review.Reason, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>What each enrolment's own person holds in its certification once the two are parted.</summary>
    private static async Task<Func<Enrolment, IReadOnlySet<string>>> OwnBlocksAsync(CqpDbContext db, DuplicateReview review, List<Enrolment> enrolments, CancellationToken ct)
    {
        var others = review.MovedCandidates.Append(review.OtherId).ToHashSet();
        var lines = await db.StandingBlocks().AsNoTracking()
            .Where(b => b.CandidateId == review.KeptId || others.Contains(b.CandidateId) || db.Candidates.Any(c => c.Id == b.CandidateId && c.MergedIntoId == review.KeptId))
            .Select(b => new { b.CandidateId, b.CertificationCode, b.BlockCode }).ToListAsync(ct);
        var campaigns = enrolments.Select(e => e.CampaignId).ToList();
        var certifications = await db.Campaigns.Where(c => campaigns.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.CertificationCode, ct);
        return enrolment =>
        {
            var moved = review.MovedEnrolments.Contains(enrolment.Id);
            return lines.Where(l => others.Contains(l.CandidateId) == moved && l.CertificationCode == certifications[enrolment.CampaignId]).Select(l => l.BlockCode).ToHashSet();
        };
    }
}
