using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Sessions;

public sealed record ResumeSessionInput(Guid SessionId);

/// <summary>Resumes a suspended session; links of the candidates are looked at again.</summary>
public sealed class ResumeSession(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(ResumeSessionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, session) = (opened.Unit, opened.Context.Session);
        if (!unit.Actor.Role.Grants(Permission.ManageJury) && !session.IsPresidedBy(unit.Actor)) return SecurityErrors.NotAllowed;
        if (session.Resume(unit.Now) is { Refused: true } refused) return refused;
        session.DetectConflicts(await CandidateLinksReader.ReadAsync(unit.Db, await SessionCandidates.LoadAsync(unit.Db, session, ct), ct));
        return await opened.CommitAsync(reason: null, ct);
    }
}
