using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <summary>What stands against one enrolment today, and what its candidate holds.</summary>
internal sealed record ExaminedRules(IReadOnlyList<Error> Obstacles, IReadOnlySet<string> Acquired);

/// <summary>The enrolments of a campaign that wait for an answer, and what the rules say of each.</summary>
internal sealed record WaitingEnrolments(Campaign Campaign, IReadOnlyList<Enrolment> All, IReadOnlyDictionary<Guid, ExaminedRules> Examined);

/// <summary>The rules of many enrolments at once, with a handful of queries whatever their number.</summary>
internal static class EnrolmentAnswers
{
    public static Error? WrongStep(Campaign campaign) => campaign.Status.AcceptsEnrolments() ? null : CampaignErrors.WrongStep(campaign.Status);

    public static async Task<Result<WaitingEnrolments>> WaitingAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook, AcceptAllInput input, CancellationToken ct)
    {
        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var waiting = await unit.Db.Enrolments.Where(e => e.CampaignId == input.CampaignId && e.Status == EnrolmentStatus.Submitted
            && (input.OrganisationId == null || e.OrganisationId == input.OrganisationId)).ToListAsync(ct);
        return new WaitingEnrolments(found.Campaign, waiting, await unit.ExamineAsync(waiting, await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct), ct));
    }

    /// <summary>What the rules say today of each enrolment, an unsettled resemblance included.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ExaminedRules>> ExamineAsync(this UnitOfWork unit, IReadOnlyCollection<Enrolment> enrolments, EnrolmentRules rules, CancellationToken ct)
    {
        var candidateIds = enrolments.Select(e => e.CandidateId).ToList();
        var candidates = await unit.Db.Candidates.AsNoTracking().Where(c => candidateIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var acquired = (await unit.Db.CountedAsync(candidateIds, rules.Referential, ct)).Where(h => h.Line.IsValidOn(unit.Today)).ToLookup(h => h.PersonId, h => h.BlockCode);
        var alike = await DuplicateSearch.UnsettledAsync(unit.Db, candidateIds, ct);
        return enrolments.ToDictionary(e => e.Id, e =>
        {
            var held = acquired[e.CandidateId].ToHashSet();
            var errors = e.Check(rules, candidates[e.CandidateId].Identity, held).ToList();
            if (rules.Referential.RequiresTutor() && e.TutorId is null) errors.Add(EnrolmentErrors.TutorMissing);
            if (alike[e.CandidateId].Any(m => m.Likeness.MustBeSettled())) errors.Add(DuplicateErrors.ToSettle);
            return new ExaminedRules(errors, held);
        });
    }
}
