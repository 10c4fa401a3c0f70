using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <param name="OrganisationId">Only those of one organisation; null for all.</param>
public sealed record AcceptAllInput(Guid CampaignId, Guid? OrganisationId = null);

/// <param name="Left">Enrolments that a rule is against: they wait for their own answer.</param>
/// <param name="Ids">What was accepted, to take it back at once.</param>
public sealed record AcceptedAll(int Accepted, int Left, IReadOnlyList<Guid> Ids);

/// <summary>Accepts in one act every enrolment of a campaign, or of one organisation in it, that no rule is against.</summary>
public sealed class AcceptAllEnrolments(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result<AcceptedAll>> ExecuteAsync(AcceptAllInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var waiting = await unit.Db.Enrolments.Where(e => e.CampaignId == input.CampaignId && e.Status == EnrolmentStatus.Submitted
            && (input.OrganisationId == null || e.OrganisationId == input.OrganisationId)).ToListAsync(ct);
        var examined = await unit.ExamineAsync(waiting, await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct), ct);
        var accepted = waiting.Where(e => examined[e.Id].Obstacles.Count == 0 && e.Accept(examined[e.Id].Acquired, unit.Now).Succeeded).ToList();
        foreach (var enrolment in accepted) unit.Record(enrolment, EnrolmentAct.Accepted);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        return new AcceptedAll(accepted.Count, waiting.Count - accepted.Count, accepted.ConvertAll(e => e.Id));
    }
}
