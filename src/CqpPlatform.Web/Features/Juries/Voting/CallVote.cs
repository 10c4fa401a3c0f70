using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Voting;

/// <param name="Asked">The decision put to the vote.</param>
public sealed record CallVoteInput(Guid SessionId, BlockKey Block, Outcome Asked);

/// <summary>The presidency asks each voice by name on one block. Answers the round's id.</summary>
public sealed class CallVote(JurySessionWork work)
{
    public async Task<Result<Guid>> ExecuteAsync(CallVoteInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        if (Presiding.Obstacle(opened) is { } obstacle) return obstacle;
        if ((await SessionCandidates.LoadAsync(unit.Db, context.Session, ct, input.Block.EnrolmentId)).SingleOrDefault() is not { } candidate) return SecurityErrors.NotFound;
        var called = context.Session.CallVote(context.Rule, context.Quorum, candidate.Id, input.Block.BlockCode, candidate.ToDecide, input.Asked, unit.Actor.Signatory, unit.Now);
        if (called.Refused) return Result.From(called.Errors);
        return await opened.CommitAsync(reason: null, ct) is { Refused: true } conflict ? Result.From(conflict.Errors) : called.Value.Id;
    }
}
