using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <param name="Left">Enrolments that a rule is against: they wait for their own answer.</param>
public sealed record AcceptedAll(int Accepted, int Left);

/// <summary>Accepts in one act every enrolment of a campaign that no rule is against.</summary>
public sealed class AcceptAllEnrolments(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result<AcceptedAll>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, campaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var waiting = await unit.Db.Enrolments.Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Submitted).ToListAsync(ct);
        var obstacles = await unit.ObstaclesAsync(waiting, await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct), ct);
        var accepted = waiting.Where(e => obstacles[e.Id].Count == 0 && e.Accept(unit.Now).Succeeded).Count();
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        return new AcceptedAll(accepted, waiting.Count - accepted);
    }
}
