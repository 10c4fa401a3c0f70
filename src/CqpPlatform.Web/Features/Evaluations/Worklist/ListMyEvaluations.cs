using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Evaluations.Grids;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Worklist;

/// <param name="Open">The campaign's step accepts evaluations; otherwise they are to read only.</param>
/// <param name="PastDue">What is not submitted is late.</param>
public sealed record MyCampaign(Guid Id, string Name, string CertificationCode, string CertificationTitle, DateOnly DueOn, DateOnly Today, bool Open, bool PastDue, IReadOnlyList<MyCandidate> Candidates)
{
    public int Done => Candidates.Sum(c => c.Done);
    public int Total => Candidates.Sum(c => c.Blocks.Count);
    public int Left => Total - Done;
    public bool Late => PastDue && Left > 0;
}

public sealed record MyCandidate(Guid EnrolmentId, string Name, string? Option, string? Company, IReadOnlyList<GridBlock> Blocks)
{
    public int Done => Blocks.Count(b => b.Submitted);
    public bool Complete => Done == Blocks.Count;
    public GridBlock? NextBlock => Blocks.FirstOrDefault(b => !b.Submitted);
}

/// <summary>What the actor's source has to evaluate: its campaigns, its candidates, their blocks, and how far each is.</summary>
public sealed class ListMyEvaluations(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <param name="campaignId">One campaign only, to go from one candidate to the next.</param>
    public async Task<Result<IReadOnlyList<MyCampaign>>> ExecuteAsync(Guid? campaignId = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var enrolments = await unit.MyEnrolments().AsNoTracking()
            .Where(e => e.Status == EnrolmentStatus.Accepted && (campaignId == null || e.CampaignId == campaignId)
                && db.Campaigns.Any(c => c.Id == e.CampaignId && (c.Status == CampaignStatus.Evaluation || c.Status == CampaignStatus.Deliberation))).ToListAsync(ct);
        var campaignIds = enrolments.Select(e => e.CampaignId).Distinct().ToList();
        var campaigns = await db.Campaigns.AsNoTracking().Where(c => campaignIds.Contains(c.Id)).OrderBy(c => c.EvaluationDueOn).ThenBy(c => c.Name).ToListAsync(ct);

        var lists = new List<MyCampaign>();
        foreach (var campaign in campaigns)
        {
            var referential = await catalogue.GetAsync(db, campaign.ReferentialVersionId, ct);
            var own = enrolments.FindAll(e => e.CampaignId == campaign.Id);
            var candidates = await CandidatesAsync(unit, own, referential, ct);
            if (candidates.Count > 0)
                lists.Add(new(campaign.Id, campaign.Name, campaign.CertificationCode, referential.ShortTitle, campaign.EvaluationDueOn, unit.Today, campaign.Status.AcceptsEvaluations(),
                    campaign.EvaluationsLateOn(unit.Today), candidates));
        }
        return lists.OrderByDescending(l => l.Open).ThenBy(l => l.Left == 0).ThenBy(l => l.DueOn).ToList();
    }

    private static async Task<List<MyCandidate>> CandidatesAsync(UnitOfWork unit, List<Enrolment> enrolments, Domain.Referentials.Referential referential, CancellationToken ct)
    {
        var people = enrolments.ConvertAll(e => e.CandidateId);
        var names = await unit.Db.Candidates.AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var firms = enrolments.ConvertAll(e => e.CompanyId);
        var companies = await unit.Db.Companies.Where(c => firms.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var progress = await GridReader.ProgressAsync(unit.Db, enrolments, referential, unit.Actor.Source(), ct, unit.Actor);
        return
        [
            .. enrolments.Select(e => new MyCandidate(e.Id, names[e.CandidateId], referential.OptionTitle(e.Option), e.CompanyId is { } c ? companies.GetValueOrDefault(c) : null, progress[e.Id]))
                .Where(c => c.Blocks.Count > 0).OrderBy(c => c.Name, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("fr-FR"), ignoreCase: true)),
        ];
    }
}
