using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.MoveCampaign;

/// <param name="Reason">Required to go back.</param>
/// <param name="LeftBehind">Enrolments without an acceptance, as they were read before opening the evaluations.</param>
public sealed record MoveCampaignInput(Guid CampaignId, bool Back, string? Reason = null, int? LeftBehind = null);

public sealed class MoveCampaignValidator : AbstractValidator<MoveCampaignInput>
{
    public const int ReasonMaxLength = 1000;

    public MoveCampaignValidator() => RuleFor(x => x.Reason).Prose("Motif", ReasonMaxLength);
}

/// <summary>Moves a campaign one step along its chain, or back. Entering the evaluation step sends every tutor their link.</summary>
public sealed class MoveCampaign(WorkFactory work, ReferentialCatalogue catalogue, MoveCampaignValidator validator, IConfiguration configuration)
{
    public async Task<Result> ExecuteAsync(MoveCampaignInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (PersonalNumber.IsIn(input.Reason)) return PersonalNumber.Refusal(nameof(input.Reason));
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;

        var progress = await CampaignProgressQuery.RunAsync(unit.Db, campaign.Id, referential, ct);
        var moved = input.Back ? campaign.StepBack(input.Reason ?? "", progress) : campaign.Advance(progress, input.LeftBehind);
        if (moved.Refused) return moved;
        if (!input.Back && campaign.Status == CampaignStatus.Evaluation && referential.Sources.Any(s => s.Source == SourceKind.Tutor))
            await InviteTutorsAsync(unit, campaign, ct);
        return await unit.SaveAsync(input.Reason, ct);
    }

    private async Task InviteTutorsAsync(UnitOfWork unit, Campaign campaign, CancellationToken ct)
    {
        var tutors = await unit.Db.Tutors.Where(t => unit.Db.Enrolments.Any(e => e.CampaignId == campaign.Id && e.Status == EnrolmentStatus.Accepted && e.TutorId == t.Id)).ToListAsync(ct);
        var slug = await unit.Db.Tenants.Where(t => t.Id == unit.Actor.TenantId).Select(t => t.Slug).SingleAsync(ct);
        foreach (var tutor in tutors) await TutorInvitations.InviteAsync(unit.Db, tutor, slug, configuration.PublicUrl(), unit.Now);
    }
}
