using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Appeals;

/// <param name="SessionId">The session it contests.</param>
public sealed record AppealInput(Guid SessionId, Guid AppealId, string? Reason = null);

public sealed class AppealValidator : AbstractValidator<AppealInput>
{
    public AppealValidator() => RuleFor(x => x.Reason).Prose("Motif", Appeal.ReasonMaxLength);
}

/// <summary>What an answer to an appeal needs: the appeal and those beside it, under the lock of the session it contests and of the one it was sent to.</summary>
internal sealed record AppealAct(Appeal Appeal, IReadOnlyList<Appeal> Others, JurySession? Review)
{
    public static async Task<AppealAct?> LoadAsync(OpenedJurySession opened, Guid appealId, CancellationToken ct)
    {
        var session = opened.Context.Session.Id;
        // The session it was sent to is locked before the appeal is read: whoever seals it holds that lock.
        var sentTo = await opened.Unit.Db.Appeals.Where(a => a.SessionId == session && a.Id == appealId).Select(a => a.ReviewSessionId).FirstOrDefaultAsync(ct);
        var review = sentTo is { } id ? await opened.AlsoAsync(id, ct) : null;
        var appeals = await opened.Unit.Db.Appeals.Where(a => a.SessionId == session).ToListAsync(ct);
        return appeals.Find(a => a.Id == appealId) is { } appeal ? new(appeal, appeals, review) : null;
    }
}
