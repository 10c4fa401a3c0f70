using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Voting;

public sealed record CloseVoteInput(Guid SessionId, Guid RoundId);

/// <summary>Counts a vote by the referential's majority; the decision then follows it.</summary>
public sealed class CloseVote(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(CloseVoteInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (Presiding.Obstacle(opened) is { } obstacle) return obstacle;
        if (opened.Context.Session.CloseVote(opened.Context.Rule, input.RoundId, opened.Unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}

/// <summary>Votes are called and counted by the presidency, present.</summary>
internal static class Presiding
{
    public static readonly Error NotPresiding = new("not-presiding", "La présidence ou la vice-présidence, présente, conduit les votes.");

    public static Error? Obstacle(OpenedJurySession opened) =>
        opened.Context.Session.Obstacle() ?? (opened.Context.Session.IsPresidedBy(opened.Unit.Actor) ? null : NotPresiding);
}
