using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>First phase, as a job: reads the whole file, keeps every error, and writes no enrolment.</summary>
public sealed class CheckImport(WorkFactory work, ImportWork importing, SaveImport save)
{
    public const string Kind = "enrolment-import-check";

    public async Task<Result<JobEnd>> ExecuteAsync(JobRun run, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        var goesOn = false;
        JobEnd end;
        await using (var unit = begun.Value)
        {
            await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
            var import = await ImportLock.FindAsync(unit, run, ct);
            if (import is null) return SecurityErrors.NotFound;
            // A run that died after its transaction, or a file given up meanwhile: there is nothing left to check.
            goesOn = import is { Status: ImportStatus.Sound, SavesItself: true };
            if (import.Status != ImportStatus.Checking && !goesOn) return new JobEnd(import.Outcome ?? import.Status.French());
            if (import.Status == ImportStatus.Checking)
            {
                var findings = await importing.FindAsync(unit, import, run, ct);
                if (findings.Refused) return Result.From(findings.Errors);
                ImportLock.Forget(unit, import);
                var (report, counts) = ImportReport.Write(findings.Value.Header, findings.Value.Lines);
                import.Check(report, counts, findings.Value.Outcome, unit.Now);
                if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return Result.From(conflict.Errors);
            }
            goesOn = import is { Status: ImportStatus.Sound, SavesItself: true };
            end = new JobEnd(import.Errors > 0 ? $"{FrenchFormat.Count(import.Lines, "ligne")}, {FrenchFormat.Count(import.Errors, "erreur")} à corriger" : $"{FrenchFormat.Count(import.Lines, "ligne")}, aucune erreur");
            var refused = import.SavesItself && !goesOn;
            if (!goesOn && !refused) await run.EndWithAsync(unit, end, ct);
            await transaction.CommitAsync(CancellationToken.None);
            // Whoever asked for the saving as well did not get it.
            if (refused) return ImportErrors.NotSound with { Message = $"{end.Message}. {ImportErrors.NotSound.Message}" };
        }
        return goesOn ? await save.ExecuteAsync(run, ct) : end;
    }
}
