using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Publication;

public sealed record ReleaseResultsInput(Guid SessionId);

/// <summary>Tells the results now, or at the seal where it is still to come.</summary>
public sealed class ReleaseResults(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(ReleaseResultsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (opened.Context.Session.ReleaseResults(opened.Unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
