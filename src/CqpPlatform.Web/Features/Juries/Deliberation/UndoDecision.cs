using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <param name="Blocks">One decision, or all those of one act.</param>
public sealed record UndoDecisionInput(Guid SessionId, IReadOnlyList<BlockKey> Blocks)
{
    public UndoDecisionInput(Guid sessionId, Guid enrolmentId, string blockCode) : this(sessionId, [new BlockKey(enrolmentId, blockCode)]) { }
}

/// <summary>Takes decisions back until the session is sealed.</summary>
public sealed class UndoDecision(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(UndoDecisionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (Deliberating.Obstacle(opened) is { } obstacle) return obstacle;
        foreach (var block in input.Blocks)
            if (opened.Context.Session.UndoDecision(block.EnrolmentId, block.BlockCode) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
