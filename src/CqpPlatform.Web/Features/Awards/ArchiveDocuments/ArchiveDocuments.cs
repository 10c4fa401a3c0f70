using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.ArchiveDocuments;

/// <param name="Documents">In the order of their numbers.</param>
public sealed record DocumentArchive(string FileName, IReadOnlyList<Guid> Documents);

/// <summary>The documents in force of one campaign, as one file: which ones they are. Their bytes are read one by one while it is sent.</summary>
public sealed class ArchiveDocuments(WorkFactory work)
{
    public async Task<Result<DocumentArchive>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var ids = await unit.VisibleDocuments().Where(d => d.CampaignId == campaignId && d.State == DocumentState.Valid).OrderBy(d => d.Number).Select(d => d.Id).ToListAsync(ct);
        return ids.Count == 0 ? SecurityErrors.NotFound : new DocumentArchive($"documents-{unit.Today:yyyy-MM-dd}.zip", ids);
    }
}
