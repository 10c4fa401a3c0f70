using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Bulk;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore.Storage;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>
/// Second phase, as a job: everything in one transaction, the end of the job included, or nothing. The file is checked again inside it,
/// because the registry may have changed; a second run finds the first one's result.
/// </summary>
public sealed class SaveImport(WorkFactory work, ImportWork importing)
{
    public const string Kind = "enrolment-import-save";

    public async Task<Result<JobEnd>> ExecuteAsync(JobRun run, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var import = await ImportLock.FindAsync(unit, run, ct);
        if (import is null) return SecurityErrors.NotFound;
        if (import.Status == ImportStatus.Saved) return new JobEnd(import.Outcome!);
        if (import.Status != ImportStatus.Sound) return ImportErrors.NotSound;

        // Two organisations that bring the same new person at the same moment: the second waits here, then finds the first's row.
        await CandidateRegistry.LockAsync(unit.Db, ct);
        var findings = await importing.FindAsync(unit, import, run, ct);
        if (findings.Refused) return Result.From(findings.Errors);
        if (!findings.Value.IsSound) return await RefuseAsync(unit, import, findings.Value, transaction, ct);

        var plan = findings.Value.Plan;
        await unit.Db.BulkAddAsync(unit.Now, [plan.Companies, plan.Tutors, plan.Candidates, plan.Enrolments], ct);
        var saved = $"{FrenchFormat.Count(plan.Enrolments.Count, "inscription enregistrée", "inscriptions enregistrées")}{(import.AsDrafts ? " en brouillon" : " et envoyées au certificateur")}. {findings.Value.Outcome}";
        import.Saved(saved, unit.Now);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return Result.From(conflict.Errors);
        var end = new JobEnd(saved);
        await run.EndWithAsync(unit, end, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return end;
    }

    /// <summary>Sound when it was checked, faulty now: the new errors replace the old report, and nothing else is written.</summary>
    private static async Task<Result<JobEnd>> RefuseAsync(UnitOfWork unit, EnrolmentImport import, ImportFindings findings, IDbContextTransaction transaction, CancellationToken ct)
    {
        var (report, counts) = ImportReport.Write(findings.Header, findings.Lines);
        ImportLock.Forget(unit, import);
        import.Check(report, counts, null, unit.Now);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return Result.From(conflict.Errors);
        await transaction.CommitAsync(ct);
        return ImportErrors.Changed;
    }
}
