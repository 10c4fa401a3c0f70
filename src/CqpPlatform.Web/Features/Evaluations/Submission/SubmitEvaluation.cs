using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;

namespace CqpPlatform.Web.Features.Evaluations.Submission;

/// <param name="SeenSha256">Hash of the grid that was read before signing; null to sign what is stored.</param>
public sealed record SubmitEvaluationInput(Guid EnrolmentId, string Block, string? SeenSha256 = null);

/// <summary>Signs and locks the actor's grid, or says line by line what is missing (Field = code of the line).</summary>
public sealed class SubmitEvaluation(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result> ExecuteAsync(SubmitEvaluationInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await unit.OpenMyGridToWriteAsync(catalogue, input.EnrolmentId, input.Block, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        var (_, _, referential, _, source, existing) = opened.Value;

        var evaluation = existing ?? Evaluation.Start(input.EnrolmentId, input.Block, source);
        if (input.SeenSha256 is { } seen && !evaluation.IsSubmitted && evaluation.ContentSha256(referential) != seen) return EvaluationErrors.ChangedSinceRead;
        if (evaluation.Submit(referential, unit.Actor.Signatory, unit.Now) is { Refused: true } refused) return refused;
        return await unit.SaveAsync(ct: ct);
    }
}
