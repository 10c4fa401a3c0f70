using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.IssueDocuments;

/// <summary>Asks for a campaign's documents: a job issues them, whoever leaves the page. Asked twice, it is one job.</summary>
public sealed class StartIssue(WorkFactory work, Reauthentication reauthentication)
{
    public async Task<Result<Guid>> ExecuteAsync(IssueDocumentsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await reauthentication.RequireFreshAsync(unit, input.Proof) is { Refused: true } unsure) return unsure;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await DocumentNumbers.LockCampaignAsync(unit.Db, input.CampaignId, ct);
        if (await unit.Db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == input.CampaignId, ct) is not { } campaign) return SecurityErrors.NotFound;
        if (!await unit.Db.JurySessions.AnyAsync(s => s.CampaignId == campaign.Id && s.Status == JurySessionStatus.Sealed, ct)) return AwardErrors.NotSealed;
        var running = await unit.Db.Jobs.Where(j => j.Kind == RunIssue.Kind && j.Input == campaign.Id.ToString() && (j.State == JobState.Waiting || j.State == JobState.Running)).Select(j => (Guid?)j.Id).FirstOrDefaultAsync(ct);
        var id = running ?? unit.Enqueue(RunIssue.Kind, $"Documents de la campagne « {campaign.Name} »".French(), campaign.Id.ToString(), "/documents").Id;
        if (await unit.SaveAsync(reason: null, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return id;
    }
}
