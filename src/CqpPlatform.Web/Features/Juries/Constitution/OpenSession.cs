using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Constitution;

public sealed record OpenSessionInput(Guid SessionId);

/// <summary>Opens the session once the jury is the fiche's; the links of every candidate are looked at and become recusals.</summary>
public sealed class OpenSession(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(OpenSessionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        if (!context.MayDeliberate) return CampaignErrors.DeliberationClosed;
        var candidates = await SessionCandidates.LoadAsync(unit.Db, context.Session, ct);
        if (candidates.Count == 0) return JuryErrors.NoCandidate;

        var links = await CandidateLinksReader.ReadAsync(unit.Db, candidates, ct);
        if (context.Session.Open(context.Rule, context.UnionSeats, links, unit.Today, unit.Now, context.Quorum, context.Profile.AppealDays) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
