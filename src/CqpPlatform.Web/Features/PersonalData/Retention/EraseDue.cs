using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.Retention;

/// <param name="CandidateIds">The list that was read; whoever joined it since is not erased by surprise.</param>
public sealed record EraseDueInput(IReadOnlyList<Guid> CandidateIds, string Reason);

public sealed class EraseDueValidator : AbstractValidator<EraseDueInput>
{
    public EraseDueValidator() => RuleFor(i => i.Reason).NotEmpty().WithMessage(ErasureErrors.ReasonRequired.Message).Prose("Motif", Erasure.ReasonMaxLength);
}

/// <param name="Juries">Sessions whose members are named no more.</param>
public sealed record ErasedCount(int Files, int Mails, int Tutors, int Invitations, int Imports, int Accesses, int Juries, int Declarations)
{
    public int All => Files + Mails + Tutors + Invitations + Imports + Accesses + Juries + Declarations;
}

/// <summary>Erases what the dry run listed and is still due, person after person: an interruption leaves whole persons done and whole persons to do.</summary>
public sealed class EraseDue(WorkFactory work, EraseDueValidator validator, CqpDatabase database)
{
    public async Task<Result<ErasedCount>> ExecuteAsync(EraseDueInput input, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (validator.Validate(input).ToResult() is { Refused: true } refused) return refused;
        var schedule = await unit.ScheduleAsync(ct);
        var listed = input.CandidateIds.ToHashSet();
        var due = DuePersons.Of(await HeldFiles.ReadAsync(db, candidateId: null, ct), schedule, unit.Today).Where(d => listed.Contains(d.Held.CandidateId)).ToList();
        for (var done = 0; done < due.Count; done++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await PersonEraser.EraseAsync(unit, due[done].Held.CandidateId, due[done].Reach, ErasureGround.Retention, input.Reason, ct) is { Refused: true } lost) return lost;
            await transaction.CommitAsync(ct);
            db.ChangeTracker.Clear();
            progress?.Report(done + 1);
        }
        await using var last = await db.Database.BeginTransactionAsync(ct);
        var mails = await DuePersons.Mails(db, schedule, unit.Now).ExecuteDeleteAsync(ct);
        var tutors = await DuePersons.Tutors(db).ToListAsync(ct);
        tutors.ForEach(t => t.Erase(unit.Now));
        var (invitations, imports) = (await DuePersons.Invitations(db, schedule, unit.Now).ToListAsync(ct), await DuePersons.Imports(db, schedule, unit.Now).ToListAsync(ct));
        db.RemoveRange(invitations);
        db.RemoveRange(imports);
        var accesses = await DuePersons.Accesses(db, schedule, unit.Now).ToListAsync(ct);
        accesses.ForEach(a => a.Forget(unit.Now));
        var juries = await DuePersons.Juries(db, schedule, unit.Today).Include(s => s.Members).Include(s => s.Statements).Include(s => s.Recusals).AsSplitQuery().ToListAsync(ct);
        juries.ForEach(j => j.EraseMembers(unit.Now));
        var declarations = await DuePersons.Declarations(db, schedule, unit.Now).ToListAsync(ct);
        declarations.ForEach(d => d.Erase(unit.Now));
        if (await unit.SaveAsync(input.Reason.Trim(), ct) is { Refused: true } late) return late;
        await AuditDetail.EraseRowsAsync(db, [.. tutors.Select(t => t.Id), .. invitations.Select(i => i.Id), .. imports.Select(i => i.Id), .. juries.SelectMany(Named)], unit.Now, ct);
        await last.CommitAsync(ct);
        await StaffEraser.EraseAsync(unit, database, ct);
        var count = new ErasedCount(due.Count, mails, tutors.Count, invitations.Count, imports.Count, accesses.Count, juries.Count, declarations.Count);
        return count.All == 0 ? ErasureErrors.NothingDue : count;
    }

    private static IEnumerable<Guid> Named(JurySession session) => [.. session.Members.Select(m => m.Id), .. session.Statements.Select(s => s.Id), .. session.Recusals.Select(r => r.Id)];
}
