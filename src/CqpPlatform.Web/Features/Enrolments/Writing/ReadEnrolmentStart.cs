using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>The campaign a new candidate would be enrolled in.</summary>
public sealed record EnrolmentStart(Guid CampaignId, string CampaignName, string CertificationCode, string Title, DateOnly ClosesOn);

public sealed class ReadEnrolmentStart(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<EnrolmentStart>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, campaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        return new EnrolmentStart(campaignId, found.Campaign.Name, found.Campaign.CertificationCode, found.Referential.Title, found.Campaign.EnrolmentClosesOn);
    }
}
