using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;

namespace CqpPlatform.Web.Features.Evaluations.Submission;

/// <param name="SeenSha256">Hash of the grid that was read before signing; null to sign what is stored.</param>
/// <param name="Proof">That it is them; null where they showed it a moment ago.</param>
/// <param name="Code">The same of a tutor, from their mailbox.</param>
public sealed record SubmitEvaluationInput(Guid EnrolmentId, string Block, string? SeenSha256 = null, IdentityProof? Proof = null, string? Code = null);

/// <summary>Signs and locks the actor's grid, or says line by line what is missing (Field = code of the line).</summary>
public sealed class SubmitEvaluation(WorkFactory work, ReferentialCatalogue catalogue, Reauthentication reauthentication, TutorProof tutors)
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
        if (evaluation.Obstacle(referential) is { Refused: true } early) return early;
        var proof = unit.TutorLinkId is null ? await reauthentication.RequireFreshAsync(unit, input.Proof) : await tutors.RequireFreshAsync(unit, input.Code, ct);
        if (proof.Refused) return proof;
        if (evaluation.Submit(referential, unit.Actor.Signatory, unit.Now) is { Refused: true } refused) return refused;
        return await unit.SaveAsync(ct: ct);
    }
}
