using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Attendance;

/// <param name="MemberId">One member; null for all who sat and have not signed.</param>
public sealed record ReceiveStatementsInput(Guid SessionId, Guid? MemberId = null);

/// <summary>The certifier holds the signed sheets: declarations on paper are worth the others.</summary>
public sealed class ReceiveStatements(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(ReceiveStatementsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, session) = (opened.Unit, opened.Context.Session);
        var members = input.MemberId is { } one ? [one] : session.Members.Where(m => m.Sat && session.StatementOf(m.Id) is null).Select(m => m.Id).ToList();
        foreach (var member in members)
            if (session.SignStatement(member, onPaper: true, unit.Actor.Signatory, unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
