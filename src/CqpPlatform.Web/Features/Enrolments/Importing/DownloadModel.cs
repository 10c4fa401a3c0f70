using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>The file to fill in for one campaign, made from the declaration that reads it.</summary>
public sealed class DownloadModel(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid campaignId, bool asWorkbook, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, campaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        var format = new ImportFormat(found.Referential).Table;
        return TableFile.Model($"modele-{format.Name}-{found.Referential.Code}", asWorkbook, format);
    }
}
