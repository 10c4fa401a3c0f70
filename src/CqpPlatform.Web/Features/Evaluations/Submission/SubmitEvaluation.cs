using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Evaluations.Reconciling;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;

namespace CqpPlatform.Web.Features.Evaluations.Submission;

/// <param name="SeenSha256">Hash of the grid that was read before signing; null to sign what is stored.</param>
/// <param name="Proof">That it is them; null where they showed it a moment ago.</param>
/// <param name="Code">The same of a tutor, from their mailbox.</param>
public sealed record SubmitEvaluationInput(Guid EnrolmentId, string Block, string? SeenSha256 = null, IdentityProof? Proof = null, string? Code = null)
{
    /// <summary>The grid that two examiners settle together.</summary>
    public bool Common { get; init; }
}

/// <summary>Signs and locks the actor's grid, or says line by line what is missing (Field = code of the line).</summary>
public sealed class SubmitEvaluation(WorkFactory work, ReferentialCatalogue catalogue, Reauthentication reauthentication, TutorProof tutors)
{
    public async Task<Result> ExecuteAsync(SubmitEvaluationInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await ReadyAsync(unit, input, ct) is { Refused: true } early) return Result.From(early.Errors);
        var proof = unit.TutorLinkId is null ? await reauthentication.RequireFreshAsync(unit, input.Proof) : await tutors.RequireFreshAsync(unit, input.Code, ct);
        if (proof.Refused) return proof;

        // Two examiners who sign at the same moment come one after the other: the second one finds the first one's. Whoever was replaced meanwhile signs nothing.
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeAsync(unit.Db, input.EnrolmentId, unit.Actor.Source(), ct);
        unit.Db.ChangeTracker.Clear();
        var ready = await ReadyAsync(unit, input, ct);
        if (ready.Refused) return Result.From(ready.Errors);
        var (referential, evaluation) = (ready.Value.Referential, ready.Value.Started);
        var signed = input.Common ? evaluation.Confirm(referential, unit.Actor.Signatory, unit.Now) : evaluation.Submit(referential, unit.Actor.Signatory, unit.Now);
        if (signed.Refused) return signed;
        if (evaluation.ExaminerId is not null && await Reconciler.BeginAsync(unit.Db, referential, evaluation, unit.Now, ct) is { Refused: true } apart) return apart;
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>The grid as it is stored now, if the actor may sign it.</summary>
    private async Task<Result<OpenedGrid>> ReadyAsync(UnitOfWork unit, SubmitEvaluationInput input, CancellationToken ct)
    {
        var opened = await unit.OpenMyGridToWriteAsync(catalogue, input.EnrolmentId, input.Block, ct, input.Common);
        if (opened.Refused) return opened;
        var (referential, evaluation) = (opened.Value.Referential, opened.Value.Started);
        if (input.SeenSha256 is { } seen && !evaluation.IsSubmitted && evaluation.ContentSha256(referential) != seen) return EvaluationErrors.ChangedSinceRead;
        if (evaluation.Obstacle(referential) is { Refused: true } obstacle) return obstacle;
        return opened;
    }
}
