using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Constitution;

public sealed record DesignatePresidencyInput(Guid SessionId, Guid PresidentId, Guid? VicePresidentId);

/// <summary>Names the president and the vice-president, before the session or when one of them leaves.</summary>
public sealed class DesignatePresidency(JurySessionWork work)
{
    public async Task<Result> ExecuteAsync(DesignatePresidencyInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (opened.Context.Session.Designate(opened.Context.Rule, input.PresidentId, input.VicePresidentId) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
