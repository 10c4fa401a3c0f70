using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <param name="Topic">« Identité »; null for all.</param>
/// <param name="Page">From 0, by <see cref="ReadImport.PageSize"/>.</param>
public sealed record ReadImportInput(Guid ImportId, string? Topic = null, int Page = 0);

public sealed record ImportJob(JobState State, int Done, int Total, string? Message, bool CancelRequested);

/// <param name="Topics">How many problems under each heading.</param>
/// <param name="Touched">Enrolments of a saved import that keep it from being undone.</param>
public sealed record ImportView(Guid Id, Guid CampaignId, Guid JobId, string CampaignName, string CertificationCode, string FileName, string Description, bool AsDrafts, ImportStatus Status,
    int Lines, int FaultyLines, int Errors, int Warnings, string? Outcome, DateTimeOffset UploadedAt, DateTimeOffset? CheckedAt, DateTimeOffset? SavedAt, ImportJob Job,
    IReadOnlyList<(string Topic, int Count)> Topics, int Matching, IReadOnlyList<TableProblem> Problems, int Touched = 0)
{
    public bool IsRunning => !Job.State.IsEnded();
    public int Ready => Lines - FaultyLines;
}

public sealed class ReadImport(WorkFactory work)
{
    public const int PageSize = 200;

    public async Task<Result<ImportView>> ExecuteAsync(ReadImportInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var own = unit.Actor.OrganisationId;
        var row = await (
            from i in unit.Db.EnrolmentImports
            join c in unit.Db.Campaigns on i.CampaignId equals c.Id
            join j in unit.Db.Jobs on i.JobId equals j.Id
            where i.Id == input.ImportId && i.OrganisationId == own
            select new
            {
                i.Id,
                i.CampaignId,
                i.JobId,
                c.Name,
                c.CertificationCode,
                i.FileName,
                i.Description,
                i.AsDrafts,
                i.Status,
                i.Lines,
                i.FaultyLines,
                i.Errors,
                i.Warnings,
                i.Outcome,
                i.UploadedAt,
                i.CheckedAt,
                i.SavedAt,
                i.Report,
                Job = new ImportJob(j.State, j.Done, j.Total, j.Message, j.CancelRequestedAt != null),
            }).SingleOrDefaultAsync(ct);
        if (row is null) return SecurityErrors.NotFound;

        // What must be mended comes before what is only worth a look.
        var problems = ImportReport.Read(row.Report).OrderBy(p => p.Warning).ThenBy(p => p.Line).ToList();
        var matching = problems.Where(p => input.Topic is null || p.Topic == input.Topic).ToList();
        return new ImportView(row.Id, row.CampaignId, row.JobId, row.Name, row.CertificationCode, row.FileName, row.Description, row.AsDrafts, row.Status, row.Lines, row.FaultyLines, row.Errors, row.Warnings,
            row.Outcome, row.UploadedAt, row.CheckedAt, row.SavedAt, row.Job, [.. problems.GroupBy(p => p.Topic).Select(g => (g.Key, g.Count()))], matching.Count,
            [.. matching.Skip(Math.Max(0, input.Page) * PageSize).Take(PageSize)], row.Status == ImportStatus.Saved ? await UndoImport.TouchedAsync(unit.Db, row.Id, ct) : 0);
    }
}
