using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

/// <param name="AbsentId">The membership of the one who will not rate.</param>
/// <param name="ReplacementId">Who takes the seat; null where the other of two examiners is enough.</param>
/// <param name="Written">What becomes of what the absent one wrote, where another takes the seat; null while they wrote nothing.</param>
public sealed record SettleMissingExaminerInput(Guid OralId, Guid? AbsentId, Guid? ReplacementId, string? Reason, WrittenWork? Written = null);

public sealed class SettleMissingExaminerValidator : AbstractValidator<SettleMissingExaminerInput>
{
    public SettleMissingExaminerValidator()
    {
        RuleFor(x => x.AbsentId).NotNull().WithMessage("Dites quel examinateur manque.");
        RuleFor(x => x.Reason).NotEmpty().WithMessage(CommissionErrors.AloneReasonRequired.Message).Prose("Motif", Oral.AloneReasonMaxLength);
        RuleFor(x => x.Written).IsInEnum().WithMessage(EvaluationErrors.SayWhatBecomes.Message);
    }
}

/// <summary>An examiner will not rate: another takes the seat, with what was written or from nothing, or the second of two is enough.</summary>
public sealed class SettleMissingExaminer(WorkFactory work, SettleMissingExaminerValidator validator)
{
    public async Task<Result> ExecuteAsync(SettleMissingExaminerInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var found = await CommissionSeats.FindAsync(unit.Db, input.OralId, input.ReplacementId, ct);
        if (found.Refused) return Result.From(found.Errors);
        var (day, oral) = found.Value;
        var settled = input.ReplacementId is { } other ? await ReplaceAsync(unit, day, oral, other, input, ct) : await LetOneSufficeAsync(unit.Db, oral, input, ct);
        if (settled.Refused) return settled;
        if (await unit.SaveAsync(input.Reason!.Trim(), ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    private static async Task<Result> ReplaceAsync(UnitOfWork unit, CommissionDay day, Oral oral, Guid byId, SettleMissingExaminerInput input, CancellationToken ct)
    {
        var absentId = input.AbsentId!.Value;
        var grids = await unit.Db.EvaluationGrids.Include(e => e.Signatures).Where(e => e.EnrolmentId == oral.EnrolmentId && e.Source == SourceKind.Commission).OrderBy(e => e.BlockCode).ToListAsync(ct);
        var common = grids.FindAll(g => g.ExaminerId is null);
        // The two grids of a block have met: somebody new would have seen neither of them blind.
        if (oral.ByTwo && common.Find(g => !g.IsSubmitted) is { } met) return CommissionErrors.AlreadyMet(met.BlockCode);
        // Of two, their own grids of the blocks that are not settled; alone, the grids that count.
        var theirs = oral.ByTwo ? grids.FindAll(g => g.ExaminerId == absentId && !common.Exists(c => c.BlockCode == g.BlockCode)) : common;
        Guid? seat = oral.ByTwo ? byId : null;
        var agenda = await ExaminerAgenda.ReadAsync(unit.Db, day.Date, ct);
        if (day.Replace(agenda, oral.Id, absentId, byId) is { Refused: true } refused) return refused;
        if (theirs.Count > 0 && input.Written is null) return EvaluationErrors.SayWhatBecomes;
        foreach (var grid in theirs)
        {
            var kept = input.Written == WrittenWork.Kept;
            // Signed alone, and kept: it stays theirs, and counts.
            if (kept && seat is null && grid.IsSubmitted) continue;
            if (kept && seat is not null && grids.Exists(g => g.BlockCode == grid.BlockCode && g.ExaminerId == byId)) return CommissionErrors.HasOwnGrid(grid.BlockCode);
            if ((kept ? grid.HandOver(seat) : grid.SetAside(unit.Now)) is { Refused: true } signed) return signed;
            unit.Db.Add(EvaluationEvent.Of(grid.Id, kept ? EvaluationAct.HandedOver : EvaluationAct.SetAside, unit.Actor.Signatory, unit.Now, input.Reason));
        }
        return await CommissionSeats.ApartAsync(unit.Db, oral, grids, ct);
    }

    private static async Task<Result> LetOneSufficeAsync(CqpDbContext db, Oral oral, SettleMissingExaminerInput input, CancellationToken ct)
    {
        if (oral.LetOneSuffice(input.AbsentId!.Value, input.Reason) is { Refused: true } refused) return refused;
        var account = await db.Memberships.Where(m => m.Id == oral.ExaminerId).Select(m => m.AccountId).SingleAsync(ct);
        var grids = await db.EvaluationGrids.Include(e => e.Signatures)
            .Where(e => e.EnrolmentId == oral.EnrolmentId && e.Source == SourceKind.Commission && (e.ExaminerId == null || e.ExaminerId == oral.ExaminerId)).ToListAsync(ct);
        // Where the two have met already, the grid they settle is the one; elsewhere it is what the other wrote.
        foreach (var block in grids.GroupBy(g => g.BlockCode)) (block.FirstOrDefault(g => g.ExaminerId is null) ?? block.Single()).CountAlone(account);
        return Result.Success;
    }
}
