using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <summary>What a file of results is read against: the organisation's own accepted candidates of one campaign, and the lines it has to rate for each.</summary>
internal sealed record ResultsStage(Campaign Campaign, Referential Referential, ResultsFormat Format, IReadOnlyList<Enrolment> Enrolments, IReadOnlyDictionary<Guid, string> Names)
{
    /// <summary>Refused where there is nothing of one's own, exactly as for a campaign that does not exist.</summary>
    public static async Task<Result<ResultsStage>> OpenAsync(UnitOfWork unit, ReferentialCatalogue catalogue, Guid campaignId, CancellationToken ct)
    {
        var enrolments = await unit.MyEnrolments().AsNoTracking().Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted).ToListAsync(ct);
        if (enrolments.Count == 0 || await CampaignReferential.LoadAsync(unit.Db, catalogue, campaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;
        if (!campaign.Status.AcceptsEvaluations()) return CampaignErrors.EvaluationClosed;
        if (referential.Blocks.All(b => b.Evaluation(SourceKind.TrainingOrganisation) is null)) return EvaluationErrors.NothingAskedOfOrganisations;
        var people = enrolments.ConvertAll(e => e.CandidateId);
        var names = await unit.Db.Candidates.AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var ordered = enrolments.OrderBy(e => names[e.CandidateId], StringComparer.CurrentCulture).ThenBy(e => e.Id).ToList();
        return new ResultsStage(campaign, referential, new(referential), ordered, ordered.ToDictionary(e => e.Id, e => names[e.CandidateId]));
    }

    /// <summary>The lines of one candidate, block by block, as the referential orders them.</summary>
    public IEnumerable<(string Block, RatedItem Item)> LinesOf(Enrolment enrolment) =>
        from code in Referential.InOrder(enrolment.BlocksToEvaluate)
        from item in Referential.Block(code).Evaluation(SourceKind.TrainingOrganisation) is null ? [] : Referential.Block(code).GridLines(SourceKind.TrainingOrganisation)
        select (code, item);

    /// <summary>The grids begun already, with what they hold.</summary>
    public async Task<List<Evaluation>> GridsAsync(CqpDbContext db, bool tracked, CancellationToken ct)
    {
        var ids = Enrolments.Select(e => e.Id).ToList();
        var grids = db.Evaluations.Include(e => e.Ratings).Where(e => ids.Contains(e.EnrolmentId) && e.Source == SourceKind.TrainingOrganisation);
        return await (tracked ? grids : grids.AsNoTracking()).ToListAsync(ct);
    }
}
