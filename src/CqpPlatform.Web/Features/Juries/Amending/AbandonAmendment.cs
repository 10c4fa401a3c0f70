using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Amending;

public sealed record AbandonAmendmentInput(Guid SessionId);

/// <summary>Gives a correction up before its seal; it stays on record as such.</summary>
public sealed class AbandonAmendment(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(AbandonAmendmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (opened.Context.Session.AbandonAmendment(opened.Unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
