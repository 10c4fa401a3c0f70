using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;

namespace CqpPlatform.Web.Features.Juries.Appeals;

/// <summary>Undoes the answer to an appeal, until a jury has sealed it.</summary>
public sealed class TakeBackAppeal(JurySessionWork work, AppealValidator validator)
{
    public async Task<Result> ExecuteAsync(AppealInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await AppealAct.LoadAsync(opened, input.AppealId, ct) is not { } act) return SecurityErrors.NotFound;
        if (act.Appeal.TakeBack(act.Review, act.Others, opened.Unit.Now) is { Refused: true } refused) return refused;
        return await opened.CommitAsync(reason: null, ct);
    }
}
