using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Amending;

public sealed record DraftAmendmentInput(Guid SessionId, string? Reason, IReadOnlyList<AmendmentChange> Changes);

/// <summary>Prepares the correction of sealed minutes; nothing changes until two presidents seal it.</summary>
public sealed class DraftAmendment(JurySessionWork work, DraftAmendmentValidator validator)
{
    public async Task<Result> ExecuteAsync(DraftAmendmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var session = opened.Context.Session;
        var appeals = await opened.Unit.Db.Appeals.AsNoTracking().Where(a => a.SessionId == session.Id).ToListAsync(ct);
        if (Appeal.LetCorrect(appeals, input.Changes.Select(c => (c.EnrolmentId, c.BlockCode))) is { Refused: true } judgedElsewhere) return judgedElsewhere;
        var drafted = session.Amend(input.Reason, input.Changes, opened.Unit.Actor.Signatory, opened.Unit.Now);
        return drafted.Refused ? Result.From(drafted.Errors) : await opened.CommitAsync(input.Reason!.Trim(), ct);
    }
}

public sealed class DraftAmendmentValidator : AbstractValidator<DraftAmendmentInput>
{
    public DraftAmendmentValidator()
    {
        RuleFor(x => x.Reason).PrintedProse("Motif", MinutesAmendment.ReasonMaxLength);
        RuleForEach(x => x.Changes).ChildRules(change => change.RuleFor(c => c.Motive).PrintedProse("Motif du bloc", MinutesAmendment.MotiveMaxLength)).OverridePropertyName("Changes");
    }
}
