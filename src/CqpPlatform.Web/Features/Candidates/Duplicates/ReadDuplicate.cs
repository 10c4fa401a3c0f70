using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Candidates.Duplicates;

/// <summary>Two files side by side, with everything that tells whether they are one person.</summary>
public sealed class ReadDuplicate(WorkFactory work)
{
    public async Task<Result<DuplicatePair>> ExecuteAsync(Guid candidateId, Guid otherId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.SettleDuplicates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        if (candidateId == otherId) return SecurityErrors.NotFound;
        if (await FileAsync(unit, candidateId, ct) is not { } left || await FileAsync(unit, otherId, ct) is not { } right) return SecurityErrors.NotFound;
        var index = new PersonIndex([new(otherId, PersonKey.Of(right.Identity))]);
        var likeness = index.Find(PersonKey.Of(left.Identity)).Select(m => (Likeness?)m.Likeness).FirstOrDefault();
        var review = await unit.Db.DuplicateReviews.AsNoTracking()
            .Where(r => r.UndoneAt == null && ((r.KeptId == candidateId && r.OtherId == otherId) || (r.KeptId == otherId && r.OtherId == candidateId)))
            .OrderByDescending(r => r.DecidedAt).FirstOrDefaultAsync(ct);
        return new DuplicatePair(left, right, likeness, review is null ? null
            : new(review.Id, review.KeptId, "", review.OtherId, "", review.Verdict, review.Reason, review.DecidedByName, review.DecidedAt));
    }

    /// <summary>Null for a file the certifier does not know, a draft's among them.</summary>
    private static async Task<ComparedFile?> FileAsync(UnitOfWork unit, Guid id, CancellationToken ct)
    {
        var candidate = await unit.Db.Candidates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (candidate is null) return null;
        var enrolments = await (from enrolment in unit.VisibleEnrolments()
                                join campaign in unit.Db.Campaigns on enrolment.CampaignId equals campaign.Id
                                join organisation in unit.Db.TrainingOrganisations on enrolment.OrganisationId equals organisation.Id
                                where enrolment.CandidateId == id
                                orderby campaign.JuryOn descending
                                select new EnrolmentOfCandidate(enrolment.Id, campaign.Id, campaign.Name + ", " + campaign.CertificationCode, organisation.Name, enrolment.Option, enrolment.Blocks, enrolment.Status)).ToListAsync(ct);
        var ledger = await unit.Db.StandingBlocks().Where(b => b.CandidateId == id).OrderBy(b => b.CertificationCode).ThenBy(b => b.BlockCode)
            .Select(b => new ComparedBlock(b.CertificationCode, b.BlockCode, b.AcquiredOn, b.MinutesNumber)).ToListAsync(ct);
        var merged = candidate.MergedIntoId is not null;
        return enrolments.Count + ledger.Count == 0 && !merged ? null : new ComparedFile(id, candidate.Identity, candidate.Email, candidate.Phone, enrolments, ledger);
    }
}
