using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Appeals;

/// <param name="SessionId">The session it contests.</param>
/// <param name="Reason">Why it is heard although late.</param>
/// <param name="Date">Of the session to convene, where none waits for appeals yet; so is <paramref name="Place"/>.</param>
public sealed record ReferAppealInput(Guid SessionId, Guid AppealId, string? Reason, DateOnly? Date, string? Place);

/// <summary>Sends an appeal to the jury of the same routes: to its session that is to open, or to one convened for it with the same seats.</summary>
public sealed class ReferAppeal(JurySessionWork work, ReferAppealValidator validator)
{
    /// <returns>The session that will judge it.</returns>
    public async Task<Result<Guid>> ExecuteAsync(ReferAppealInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, contested) = (opened.Unit, opened.Context.Session);
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await AppealAct.LoadAsync(opened, input.AppealId, ct) is not { } act) return SecurityErrors.NotFound;
        var waiting = (await NextAsync(unit.Db.JurySessions, contested, ct))?.Id;
        if (waiting is null && Unsaid(input).ToList() is { Count: > 0 } unsaid) return unsaid;
        var review = waiting is { } id ? await opened.AlsoAsync(id, ct) : JurySession.ConveneForAppeals(contested, input.Date!.Value, input.Place!.Trim());
        if (act.Appeal.Refer(contested, review, input.Reason, unit.Now) is { Refused: true } refused) return refused;
        if (waiting is null) unit.Db.JurySessions.Add(review);
        return await opened.CommitAsync(input.Reason?.Trim(), ct) is { Refused: true } unsaved ? unsaved : review.Id;
    }

    private static IEnumerable<Error> Unsaid(ReferAppealInput input)
    {
        if (input.Date is null) yield return AppealErrors.DateUnsaid;
        if (string.IsNullOrWhiteSpace(input.Place)) yield return AppealErrors.PlaceUnsaid;
    }

    /// <summary>The session of appeals that is to open for the same candidates' routes, after the one contested; null while none is convened.</summary>
    internal static async Task<JurySession?> NextAsync(IQueryable<JurySession> sessions, JurySession contested, CancellationToken ct) =>
        (await sessions.AsNoTracking().Where(s => s.CampaignId == contested.CampaignId && s.ForAppeals && s.Status == JurySessionStatus.Convened && s.Date > contested.Date).OrderBy(s => s.Date).ToListAsync(ct))
            .Find(s => s.AccessRoutes.Intersect(contested.AccessRoutes).Any());
}

public sealed class ReferAppealValidator : AbstractValidator<ReferAppealInput>
{
    public ReferAppealValidator()
    {
        RuleFor(x => x.Reason).Prose("Motif", Appeal.ReasonMaxLength);
        RuleFor(x => x.Place).PrintedLine("Lieu", JurySession.PlaceMaxLength);
    }
}
