using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Attendance;

/// <param name="Proof">Given again: the declaration binds this person.</param>
public sealed record SignStatementInput(Guid SessionId, IdentityProof Proof);

/// <summary>A member signs their declaration of impartiality for one session, on their own screen.</summary>
public sealed class SignStatement(JurySessionWork work, Reauthentication reauthentication)
{
    public async Task<Result> ExecuteAsync(SignStatementInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, session) = (opened.Unit, opened.Context.Session);
        if (session.MemberOf(unit.Actor) is not { } me) return SecurityErrors.NotAllowed;
        if (await reauthentication.CheckAsync(unit.Actor.Id, input.Proof) is { Refused: true } stranger) return stranger;
        if (session.SignStatement(me.Id, onPaper: false, unit.Actor.Signatory, unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
