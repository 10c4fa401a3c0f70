using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Voting;

public sealed record CancelVoteInput(Guid SessionId, Guid RoundId);

/// <summary>Gives up a vote under way; it stays on record as such.</summary>
public sealed class CancelVote(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(CancelVoteInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (Presiding.Obstacle(opened) is { } obstacle) return obstacle;
        if (opened.Context.Session.CancelVote(input.RoundId) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
