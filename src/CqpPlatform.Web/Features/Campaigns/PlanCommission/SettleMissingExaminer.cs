using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.PlanCommission;

/// <param name="AbsentId">The membership of the one who will not rate.</param>
/// <param name="ReplacementId">Who takes the seat; null where the other examiner is enough.</param>
public sealed record SettleMissingExaminerInput(Guid OralId, Guid? AbsentId, Guid? ReplacementId, string? Reason);

public sealed class SettleMissingExaminerValidator : AbstractValidator<SettleMissingExaminerInput>
{
    public SettleMissingExaminerValidator()
    {
        RuleFor(x => x.AbsentId).NotNull().WithMessage("Dites quel examinateur manque.");
        RuleFor(x => x.Reason).NotEmpty().WithMessage(CommissionErrors.AloneReasonRequired.Message).Prose("Motif", Oral.AloneReasonMaxLength);
    }
}

/// <summary>One of two examiners is missing: another takes the seat, or the one who is left is enough. What the absent one wrote stays, and does not count.</summary>
public sealed class SettleMissingExaminer(WorkFactory work, SettleMissingExaminerValidator validator)
{
    public async Task<Result> ExecuteAsync(SettleMissingExaminerInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        var enrolmentId = await unit.Db.Orals.Where(o => o.Id == input.OralId).Select(o => (Guid?)o.EnrolmentId).SingleOrDefaultAsync(ct);
        if (enrolmentId is null || (input.ReplacementId is { } by && !await unit.Db.Memberships.AnyAsync(m => m.Id == by && m.Role == Role.Examiner && m.Active, ct))) return SecurityErrors.NotFound;

        // Nobody signs meanwhile.
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeAsync(unit.Db, enrolmentId.Value, SourceKind.Commission, ct);
        var oral = await unit.Db.Orals.SingleAsync(o => o.Id == input.OralId, ct);
        var closed = await (from d in unit.Db.CommissionDays join c in unit.Db.Campaigns on d.CampaignId equals c.Id where d.Id == oral.DayId select c.Status).SingleAsync(ct)
            is CampaignStatus.Deliberation or CampaignStatus.Closed;
        if (closed) return CampaignErrors.EvaluationClosed;
        var settled = input.ReplacementId is { } other ? await ReplaceAsync(unit.Db, oral, input.AbsentId!.Value, other, ct) : await LetOneSufficeAsync(unit.Db, oral, input, ct);
        if (settled.Refused) return settled;
        if (await unit.SaveAsync(input.Reason!.Trim(), ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    private static async Task<Result> ReplaceAsync(CqpDbContext db, Oral oral, Guid absentId, Guid byId, CancellationToken ct)
    {
        if (!oral.ByTwo) return CommissionErrors.OneAlready;
        if (await db.Linked().Where(l => l.EnrolmentId == oral.EnrolmentId && l.ExaminerId == byId).Select(l => l.Kind).ToListAsync(ct) is { Count: > 0 } kinds)
            return CommissionErrors.LinkedTo("Remplaçant lié au candidat", French.List([.. kinds.Order().Select(k => k.French())]));
        // The two grids of a block have met: somebody new would have seen neither of them blind.
        var met = await db.Evaluations.Where(e => e.EnrolmentId == oral.EnrolmentId && e.Source == SourceKind.Commission && e.Status != EvaluationStatus.Submitted).Select(e => e.BlockCode).Order().FirstOrDefaultAsync(ct);
        if (met is not null) return CommissionErrors.AlreadyMet(met);
        var day = await db.CommissionDays.Include(d => d.Orals).SingleAsync(d => d.Id == oral.DayId, ct);
        return day.Replace(oral.Id, absentId, byId);
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
