using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.OpenCampaign;

public sealed record OpenCampaignInput
{
    public string? Name { get; set; }
    public string? CertificationCode { get; set; }

    /// <summary>The version it is frozen on; null for the last one published.</summary>
    public Guid? VersionId { get; set; }
    public DateOnly? EnrolmentClosesOn { get; set; }
    public DateOnly? EvaluationDueOn { get; set; }
    public DateOnly? JuryOn { get; set; }
    public DateOnly? ClosesOn { get; set; }
    public IReadOnlyList<Guid> OrganisationIds { get; set; } = [];
}

/// <summary>Opens a campaign on a published version of a certification and puts it at its enrolment step.</summary>
public sealed class OpenCampaign(WorkFactory work, OpenCampaignValidator validator)
{
    public async Task<Result<Guid>> ExecuteAsync(OpenCampaignInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;

        var version = await db.ReferentialVersions.OpenToCampaigns().FirstOrDefaultAsync(v => v.CertificationCode == input.CertificationCode && (input.VersionId == null || v.Id == input.VersionId), ct);
        if (version is null) return SecurityErrors.NotFound;
        var name = input.Name!.Trim();
        if (await db.Campaigns.AnyAsync(c => c.CertificationCode == version.CertificationCode && c.Name == name, ct))
            return new Error("campaign-name-taken", $"Une campagne « {name} » existe déjà pour cette certification : choisissez un autre nom.".French(), Field: nameof(input.Name));

        // Habilitation is checked again for each candidate, at the engagement date; here it only says who may be invited.
        var habilitated = (await db.Habilitations.Where(h => h.CertificationCode == version.CertificationCode).Select(h => h.OrganisationId).ToListAsync(ct)).ToHashSet();
        if (input.OrganisationIds.FirstOrDefault(id => !habilitated.Contains(id)) is var stranger && stranger != Guid.Empty)
            return CampaignErrors.Organisation(await db.TrainingOrganisations.Where(o => o.Id == stranger).Select(o => o.Name).FirstOrDefaultAsync(ct) ?? "Cet organisme");

        var dates = new CampaignDates(input.EnrolmentClosesOn!.Value, input.EvaluationDueOn!.Value, input.JuryOn!.Value, input.ClosesOn!.Value);
        var created = Campaign.Create(name, version, dates, input.OrganisationIds);
        if (created.Refused) return Result.From(created.Errors);
        created.Value.Advance(CampaignProgress.Nothing);
        db.Add(created.Value);
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : created.Value.Id;
    }
}
