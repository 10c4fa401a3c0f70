using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Sessions;

public sealed record RescheduleJuryInput(Guid SessionId, DateOnly? Date, string? Place);

/// <summary>Corrects the date or the place until the session opens.</summary>
public sealed class RescheduleJury(JurySessionWork work, RescheduleJuryValidator validator)
{
    public async Task<Result> ExecuteAsync(RescheduleJuryInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var (db, session) = (opened.Unit.Db, opened.Context.Session);
        var contested = await db.JurySessions.Where(s => db.Appeals.Any(a => a.ReviewSessionId == session.Id && a.SessionId == s.Id)).MaxAsync(s => (DateOnly?)s.Date, ct);
        if (session.Reschedule(input.Date!.Value, input.Place!.Trim(), contested) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
