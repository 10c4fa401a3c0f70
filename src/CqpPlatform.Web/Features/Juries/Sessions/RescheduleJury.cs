using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

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
        if (opened.Context.Session.Reschedule(input.Date!.Value, input.Place!.Trim()) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
