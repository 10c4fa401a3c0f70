using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

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

        var found = await unit.WaitingAsync(catalogue, rulebook, input, ct);
        if (found.Refused) return Result.From(found.Errors);
        var (_, waiting, examined) = found.Value;
        var accepted = waiting.Where(e => examined[e.Id].Obstacles.Count == 0 && e.Accept(examined[e.Id].Acquired, unit.Now).Succeeded).ToList();
        foreach (var enrolment in accepted) unit.Record(enrolment, EnrolmentAct.Accepted);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        return new AcceptedAll(accepted.Count, waiting.Count - accepted.Count, accepted.ConvertAll(e => e.Id));
    }
}
