using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Signing;

/// <param name="Proof">Given again: the signature is an act of this person, now.</param>
public sealed record SignMinutesInput(Guid SessionId, IdentityProof Proof);

/// <summary>A member who sat signs the sealed minutes in turn, on their own screen.</summary>
public sealed class SignMinutes(JurySessionWork work, Reauthentication reauthentication)
{
    public async Task<Result> ExecuteAsync(SignMinutesInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, session) = (opened.Unit, opened.Context.Session);
        if (session.MemberOf(unit.Actor) is not { } me) return SecurityErrors.NotAllowed;
        if (await SealedMinutes.HashAsync(unit.Db, session, ct) is not { } hash) return JuryErrors.NotSealed;
        if (await reauthentication.CheckAsync(unit.Actor.Id, input.Proof) is { Refused: true } stranger) return stranger;
        if (session.SignMinutes(me.Id, hash, unit.Actor.Signatory, unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
