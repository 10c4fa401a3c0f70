using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

public sealed record ImportLink(Guid Id, string FileName, ImportStatus Status, DateTimeOffset UploadedAt, int Lines, int Errors, bool AsDrafts);

/// <summary>The campaign a file would go into, the columns it takes, and the files already given.</summary>
public sealed record ImportStart(Guid CampaignId, string CampaignName, string CertificationCode, string Title, DateOnly ClosesOn, TableFormat Format, IReadOnlyList<ImportLink> Imports);

public sealed class ReadImportStart(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<ImportStart>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, campaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        var own = unit.Actor.OrganisationId;
        var imports = await unit.Db.EnrolmentImports.Where(i => i.CampaignId == campaignId && i.OrganisationId == own).OrderByDescending(i => i.UploadedAt)
            .Select(i => new ImportLink(i.Id, i.FileName, i.Status, i.UploadedAt, i.Lines, i.Errors, i.AsDrafts)).ToListAsync(ct);
        return new ImportStart(campaignId, found.Campaign.Name, found.Campaign.CertificationCode, found.Referential.Title, found.Campaign.EnrolmentClosesOn, new ImportFormat(found.Referential).Table, imports);
    }
}
