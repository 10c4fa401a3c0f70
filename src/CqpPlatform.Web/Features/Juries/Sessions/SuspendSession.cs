using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Sessions;

public sealed record SuspendSessionInput(Guid SessionId);

/// <summary>Interrupts the deliberation: nothing is decided until it is resumed.</summary>
public sealed class SuspendSession(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(SuspendSessionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, session) = (opened.Unit, opened.Context.Session);
        if (!unit.Actor.Role.Grants(Permission.ManageJury) && !session.IsPresidedBy(unit.Actor)) return SecurityErrors.NotAllowed;
        if (session.Suspend(unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
