using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

/// <summary>How far the evaluation of one candidate has gone: what a change may still touch.</summary>
internal sealed record EvaluationReach(bool Started, bool ObservationStarted, bool Decided)
{
    public static async Task<EvaluationReach> OfAsync(CqpDbContext db, Guid enrolmentId, CancellationToken ct)
    {
        var sources = await db.EvaluationGrids.Where(e => e.EnrolmentId == enrolmentId).Select(e => e.Source).Distinct().ToListAsync(ct);
        return new(sources.Count > 0, sources.Contains(SourceKind.Tutor), await db.JurySessions.AnyAsync(s => s.Decisions.Any(d => d.EnrolmentId == enrolmentId), ct));
    }

    /// <summary>The campaign is past the step where its candidates may change.</summary>
    public static Error? WrongStep(Campaign campaign) =>
        campaign.Status is CampaignStatus.EnrolmentOpen or CampaignStatus.Evaluation ? null : CampaignErrors.WrongStep(campaign.Status);
}

public static class ReasonRule
{
    public static void Reason<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, string?>> reason) =>
        validator.RuleFor(reason).NotEmpty().WithMessage(CampaignErrors.ReasonRequired.Message).Prose("Motif", Enrolment.ReasonMaxLength);
}
