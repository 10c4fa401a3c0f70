using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <param name="OnlyFaulty">The lines to correct and no others: to read them, or to hand them to whoever knows.</param>
public sealed record DownloadImportInput(Guid ImportId, bool OnlyFaulty = false);

/// <summary>The owner's file back: same format, same rows, and one column that says what is wrong with each line.</summary>
public sealed class DownloadImport(WorkFactory work)
{
    public async Task<Result<FileToRead>> ExecuteAsync(DownloadImportInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var import = await unit.Db.EnrolmentImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == input.ImportId && i.OrganisationId == unit.Actor.OrganisationId && i.Content != null && i.Report != null, ct);
        if (import is null) return SecurityErrors.NotFound;
        var table = TableReader.Read(import.Content!);
        if (table.Refused) return Result.From(table.Errors);

        return TableFile.Annotated(import.FileName, import.Content!, table.Value, ImportReport.Read(import.Report), input.OnlyFaulty);
    }
}
