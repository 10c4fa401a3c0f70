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

/// <summary>The owner's file back: same format, same rows, and one column that says what is wrong with each line.</summary>
public sealed class DownloadImport(WorkFactory work)
{
    public async Task<Result<ImportFile>> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var import = await unit.Db.EnrolmentImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId && i.OrganisationId == unit.Actor.OrganisationId && i.Content != null && i.Report != null, ct);
        if (import is null) return SecurityErrors.NotFound;
        var table = TableReader.Read(import.Content!);
        if (table.Refused) return Result.From(table.Errors);

        var notes = ImportReport.Read(import.Report).GroupBy(p => p.Line).ToDictionary(g => g.Key, g => string.Join(" | ", g.OrderBy(p => p.Warning).Select(Note)));
        var isWorkbook = import.Content!.AsSpan().StartsWith("PK"u8);
        return new ImportFile($"{Path.GetFileNameWithoutExtension(import.FileName)}-erreurs{(isWorkbook ? ".xlsx" : ".csv")}", isWorkbook ? ImportFile.Xlsx : ImportFile.Csv, TableCopy.WithErrors(import.Content!, table.Value, notes));
    }

    private static string Note(TableProblem p) => $"{(p.Warning ? "Attention, " : "")}{p.Column}\u00A0: {p.What.TrimEnd('.')}. {p.Remedy}";
}
