using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Candidates.Duplicates;

/// <summary>Says of two files that they are one person, and which one is kept, or that they are two persons. Nothing is ever merged without this act.</summary>
public sealed class SettleDuplicate(WorkFactory work, SettleDuplicateValidator validator)
{
    public async Task<Result<Guid>> ExecuteAsync(SettleDuplicateInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.SettleDuplicates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await CandidateRegistry.LockAsync(unit.Db, ct);
        var ids = new[] { input.KeptId, input.OtherId };
        var both = await unit.Db.Candidates.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        if (both.GetValueOrDefault(input.KeptId) is not { } kept || both.GetValueOrDefault(input.OtherId) is not { } other) return SecurityErrors.NotFound;
        var review = input.Verdict == DuplicateVerdict.TwoPersons
            ? DuplicateReview.Distinguish(kept, other, input.Reason, unit.Actor.Signatory, unit.Now)
            : DuplicateReview.Merge(kept, other, await unit.Db.Enrolments.Where(e => ids.Contains(e.CandidateId)).ToListAsync(ct),
                await unit.Db.Candidates.Where(c => c.MergedIntoId == other.Id).ToListAsync(ct), input.Reason, unit.Actor.Signatory, unit.Now);
        if (review.Refused) return Result.From(review.Errors);
        unit.Db.Add(review.Value);
        if (await unit.SaveAsync(review.Value.Reason, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return review.Value.Id;
    }
}
