using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Takes a whole import back, as a job: every enrolment of it goes in one transaction, with whom nothing else knows, or none does.</summary>
public sealed class UndoImport(WorkFactory work)
{
    public const string Kind = "enrolment-import-undo";

    public async Task<Result<JobEnd>> ExecuteAsync(JobRun run, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var import = await ImportLock.FindAsync(unit, run, ct);
        if (import is null) return SecurityErrors.NotFound;
        if (import.Status == ImportStatus.Undone) return new JobEnd(import.Outcome!);

        await CandidateRegistry.LockAsync(unit.Db, ct);
        var enrolments = await unit.Db.Enrolments.Where(e => e.ImportId == import.Id).ToListAsync(ct);
        var outcome = $"{FrenchFormat.Count(enrolments.Count, "inscription effacée", "inscriptions effacées")}, avec les personnes et les entreprises que rien d’autre ne connaît.";
        if (import.Undone(await TouchedAsync(unit.Db, import.Id, ct), outcome) is { Refused: true } refused) return Result.From(refused.Errors);
        unit.Db.RemoveRange(enrolments);
        await RemoveCandidatesAsync(unit.Db, import.Id, ct);
        await RemoveWorkplacesAsync(unit.Db, import.Id, ct);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return Result.From(conflict.Errors);
        var end = new JobEnd(outcome);
        await run.EndWithAsync(unit, end, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return end;
    }

    /// <summary>Enrolments of an import with a history of their own, or with work put into them since: neither is ever removed with the rest.</summary>
    internal static Task<int> TouchedAsync(CqpDbContext db, Guid importId, CancellationToken ct) => db.Enrolments.CountAsync(e => e.ImportId == importId
        && ((e.Status != EnrolmentStatus.Draft && e.Status != EnrolmentStatus.Submitted) || db.EnrolmentEvents.Any(v => v.EnrolmentId == e.Id) || db.SupportingFiles.Any(f => f.EnrolmentId == e.Id)
            || db.AuditEntries.Any(a => a.EntityType == nameof(Enrolment) && a.EntityId == e.Id && a.Action != nameof(SaveImport))), ct);

    private static async Task RemoveCandidatesAsync(CqpDbContext db, Guid importId, CancellationToken ct) => db.RemoveRange(await db.KnownByEnrolmentsOnly()
        .Where(c => db.Enrolments.Any(e => e.CandidateId == c.Id && e.ImportId == importId) && !db.Enrolments.Any(e => e.CandidateId == c.Id && e.ImportId != importId)).ToListAsync(ct));

    private static async Task RemoveWorkplacesAsync(CqpDbContext db, Guid importId, CancellationToken ct)
    {
        var tutors = await db.Tutors.Where(t => db.Enrolments.Any(e => e.TutorId == t.Id && e.ImportId == importId) && !db.Enrolments.Any(e => e.TutorId == t.Id && e.ImportId != importId)
            && !db.TutorLinks.Any(l => l.TutorId == t.Id)).ToListAsync(ct);
        var gone = tutors.Select(t => t.Id).ToList();
        var companies = await db.Companies.Where(c => db.Enrolments.Any(e => e.CompanyId == c.Id && e.ImportId == importId) && !db.Enrolments.Any(e => e.CompanyId == c.Id && e.ImportId != importId)
            && !db.Tutors.Any(t => t.CompanyId == c.Id && !gone.Contains(t.Id)) && !db.Memberships.Any(m => m.CompanyId == c.Id) && !db.JurySessions.Any(s => s.Members.Any(m => m.CompanyId == c.Id))).ToListAsync(ct);
        db.RemoveRange(tutors);
        db.RemoveRange(companies);
    }
}
