using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <param name="Vote">Null = unanimous.</param>
/// <param name="SeenAt">When the decision shown to the person was taken; null when they saw none. Somebody else's later decision is never overwritten unseen.</param>
public sealed record DecideBlockInput(Guid SessionId, Guid EnrolmentId, string BlockCode, Outcome Outcome, string? Motive = null, string? Recommendation = null, Vote? Vote = null,
    DateTimeOffset? SeenAt = null);

/// <summary>The jury's decision on one block of one candidate, entered by a member who is present.</summary>
public sealed class DecideBlock(JurySessionWork work, DecideBlockValidator validator)
{
    public async Task<Result> ExecuteAsync(DecideBlockInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var (unit, context) = (opened.Unit, opened.Context);
        if (Deliberating.Obstacle(opened) is { } obstacle) return obstacle;
        var candidate = (await SessionCandidates.LoadAsync(unit.Db, context.Session, ct, input.EnrolmentId)).SingleOrDefault();
        if (candidate is null) return SecurityErrors.NotFound;
        if (!candidate.ToDecide.Contains(input.BlockCode)) return JuryErrors.BlockNotToDecide(input.BlockCode);
        var known = context.Session.Decisions.FirstOrDefault(d => d.EnrolmentId == input.EnrolmentId && d.BlockCode == input.BlockCode);
        if (known is not null && known.DecidedAt != input.SeenAt) return Deliberating.DecidedMeanwhile(known);

        var evaluations = await SessionCandidates.EvaluationsAsync(unit.Db, [input.EnrolmentId], ct);
        var proposal = context.Referential.Propose(new BlockKey(input.EnrolmentId, input.BlockCode), evaluations);
        var decided = context.Session.Decide(context.Rule, context.Quorum, input.EnrolmentId, input.BlockCode, candidate.ToDecide, proposal,
            new DecisionInput(input.Outcome, input.Motive, input.Recommendation, input.Vote), unit.Actor.Signatory, unit.Now);
        if (decided.Refused) return decided;
        return await opened.CommitAsync(input.Motive, ct);
    }
}

public sealed class DecideBlockValidator : AbstractValidator<DecideBlockInput>
{
    public DecideBlockValidator()
    {
        RuleFor(x => x.Outcome).IsInEnum().WithMessage("Choisissez une décision.");
        RuleFor(x => x.Motive).PrintedProse("Motif", BlockDecision.TextMaxLength);
        RuleFor(x => x.Recommendation).PrintedProse("Recommandation", BlockDecision.TextMaxLength);
    }
}

/// <summary>What every act of the jury on a decision needs first.</summary>
internal static class Deliberating
{
    public static Error? Obstacle(OpenedJurySession opened)
    {
        var session = opened.Context.Session;
        if (session.Obstacle() is { } closed) return closed;
        if (!opened.Context.MayDeliberate) return CampaignErrors.DeliberationClosed;
        return session.MemberOf(opened.Unit.Actor) is { Presence: Presence.Present } ? null : JuryErrors.MemberAbsent;
    }

    public static Error DecidedMeanwhile(BlockDecision decision) => new("decision-changed",
        $"{decision.DecidedByName} vient de décider {decision.BlockCode} : {decision.Outcome.French()}. Relisez avant de changer cette décision.".French());
}
