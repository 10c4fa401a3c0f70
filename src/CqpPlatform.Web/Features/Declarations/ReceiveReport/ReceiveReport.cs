using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.ReceiveReport;

public sealed record ReceiveReportInput(byte[] Content);

/// <param name="Waiting">Passages of the file that no report has named yet.</param>
/// <param name="Again">The same report had been read before: nothing changed.</param>
public sealed record ReportRead(Guid FileId, string FileName, int Accepted, int Rejected, int Waiting, bool Again = false);

/// <summary>Reads what the Caisse des Dépôts answers: what it accepted is over, what it rejected comes back with its message.</summary>
public sealed class ReceiveReport(WorkFactory work)
{
    public const int MostBytes = 20 * 1024 * 1024;

    public async Task<Result<ReportRead>> ExecuteAsync(ReceiveReportInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (input.Content is not { Length: > 0 }) return DeclarationErrors.ReportUnreadable;
        if (input.Content.Length > MostBytes) return DeclarationErrors.ReportTooLarge;
        using var content = new MemoryStream(input.Content, writable: false);
        var read = await ReturnReportReader.ReadAsync(content, ct);
        if (read.Refused) return Result.From(read.Errors);
        var report = read.Value;
        var file = Guid.TryParse(report.FluxId, out var flux) ? await db.DeclarationFiles.Where(f => f.Id == flux).Select(f => new { f.Id, f.FileName }).SingleOrDefaultAsync(ct) : null;
        if (file is null) return DeclarationErrors.ReportOfNoFile;

        var sent = await db.DeclaredPassages.Where(p => db.DeclarationLines.Any(l => l.FileId == file.Id && l.PassageId == p.Id)).ToListAsync(ct);
        var sha256 = Sha256Hex.Of(input.Content);
        var again = await db.DeclarationReports.AnyAsync(r => r.FileId == file.Id && r.Sha256 == sha256, ct);
        if (!again)
        {
            if (report.Apply(file.Id, sent, unit.Now) is { Refused: true } refused) return refused;
            db.Add(DeclarationReport.Create(file.Id, report, sha256, unit.Actor.Signatory, unit.Now));
            if (await unit.SaveAsync(reason: null, ct) is { Refused: true } lost) return lost;
        }
        return new ReportRead(file.Id, file.FileName, report.Accepted.Count, report.Rejected.Count, sent.Count(p => p.FileId == file.Id && p.State == DeclarationState.InFile), again);
    }
}
