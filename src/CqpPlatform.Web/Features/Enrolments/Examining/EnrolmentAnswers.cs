using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <summary>The rules of many enrolments at once, with two queries whatever their number.</summary>
internal static class EnrolmentAnswers
{
    public static Error? WrongStep(Campaign campaign) => campaign.Status.AcceptsEnrolments() ? null : CampaignErrors.WrongStep(campaign.Status);

    /// <summary>What the rules say today against each enrolment; an empty list where they say nothing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Error>>> ObstaclesAsync(this UnitOfWork unit, IReadOnlyCollection<Enrolment> enrolments, EnrolmentRules rules, CancellationToken ct)
    {
        var candidateIds = enrolments.Select(e => e.CandidateId).ToList();
        var candidates = await unit.Db.Candidates.AsNoTracking().Where(c => candidateIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var acquired = (await unit.Db.StandingBlocks().AsNoTracking()
                .Where(b => candidateIds.Contains(b.CandidateId) && b.CertificationCode == rules.Referential.Code && (b.ValidUntil == null || b.ValidUntil >= unit.Today))
                .Select(b => new { b.CandidateId, b.BlockCode }).ToListAsync(ct)).ToLookup(b => b.CandidateId, b => b.BlockCode);
        return enrolments.ToDictionary(e => e.Id, e =>
        {
            var errors = e.Check(rules, candidates[e.CandidateId].Identity, acquired[e.CandidateId].ToHashSet()).ToList();
            if (rules.Referential.RequiresTutor() && e.TutorId is null) errors.Add(EnrolmentErrors.TutorMissing);
            return (IReadOnlyList<Error>)errors;
        });
    }
}
