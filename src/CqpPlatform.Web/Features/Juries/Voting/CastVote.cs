using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Voting;

/// <param name="MemberId">Whose voice: one's own, that of a proxy held, or, for the presidency, of a member without a sign-in.</param>
public sealed record CastVoteInput(Guid SessionId, Guid RoundId, Guid MemberId, BallotChoice Choice);

/// <summary>Gives one voice, once.</summary>
public sealed class CastVote(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(CastVoteInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        if (context.Session.MemberOf(unit.Actor) is not { } me) return SecurityErrors.NotAllowed;
        if (context.Session.Cast(context.Rule, input.RoundId, input.MemberId, input.Choice, me.Id, unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
