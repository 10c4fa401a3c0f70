using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

public sealed record ImportFile(string FileName, string ContentType, byte[] Bytes)
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Csv = "text/csv";
}

/// <param name="OnlyFaulty">The lines to correct and no others: to read them, or to hand them to whoever knows.</param>
public sealed record DownloadImportInput(Guid ImportId, bool OnlyFaulty = false);

/// <summary>The owner's file back: same format, same rows, and one column that says what is wrong with each line.</summary>
public sealed class DownloadImport(WorkFactory work)
{
    public async Task<Result<ImportFile>> ExecuteAsync(DownloadImportInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var import = await unit.Db.EnrolmentImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == input.ImportId && i.OrganisationId == unit.Actor.OrganisationId && i.Content != null && i.Report != null, ct);
        if (import is null) return SecurityErrors.NotFound;
        var table = TableReader.Read(import.Content!);
        if (table.Refused) return Result.From(table.Errors);

        var problems = ImportReport.Read(import.Report);
        var only = input.OnlyFaulty ? problems.Where(p => !p.Warning).Select(p => p.Line).ToHashSet() : null;
        var notes = problems.GroupBy(p => p.Line).ToDictionary(g => g.Key, g => string.Join(" | ", g.OrderBy(p => p.Warning).Select(Note)));
        var isWorkbook = import.Content!.AsSpan().StartsWith("PK"u8);
        return new ImportFile($"{Path.GetFileNameWithoutExtension(import.FileName)}-{(input.OnlyFaulty ? "a-corriger" : "erreurs")}{(isWorkbook ? ".xlsx" : ".csv")}", isWorkbook ? ImportFile.Xlsx : ImportFile.Csv, TableCopy.WithErrors(import.Content!, table.Value, notes, only));
    }

    private static string Note(TableProblem p) => $"{(p.Warning ? "Attention, " : "")}{p.Column}\u00A0: {p.What.TrimEnd('.')}. {p.Remedy}";
}
