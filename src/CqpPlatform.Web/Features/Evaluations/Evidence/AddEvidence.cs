using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Evidence;

/// <param name="Content">The whole file; its size was bounded while it was received.</param>
public sealed record AddEvidenceInput(Guid EnrolmentId, string Block, string Name, byte[] Content);

public sealed class AddEvidenceValidator : AbstractValidator<AddEvidenceInput>
{
    public AddEvidenceValidator() => RuleFor(x => x.Name).Line("Nom de la pièce", ReceivedPiece.GivenNameMaxLength);
}

/// <summary>Joins a file to the actor's own grid, by the rules of any joined file; the signature then covers it.</summary>
public sealed class AddEvidence(WorkFactory work, ReferentialCatalogue catalogue, AddEvidenceValidator validator)
{
    public async Task<Result<JoinedFile>> ExecuteAsync(AddEvidenceInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(EvaluationAccess.Recording, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult(SupportingFileErrors.Field) is { Refused: true } invalid) return Result.From(invalid.Errors);

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        // What is signed and the quota are the grid's: two files received at once come one after the other.
        await GridLock.TakeAsync(unit.Db, input.EnrolmentId, unit.Actor.Source(), ct);
        var opened = await unit.OpenMyGridToWriteAsync(catalogue, input.EnrolmentId, input.Block, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        var evaluation = opened.Value.Evaluation;
        if (evaluation is null) unit.Db.Add(evaluation = opened.Value.Started);
        var file = evaluation.Join(input.Name, input.Content, await EvidenceMarks.OfAsync(unit.Db, evaluation, ct), unit.Actor.Signatory, unit.Now);
        if (file.Refused) return Result.From(file.Errors);
        unit.Db.Add(file.Value);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return new JoinedFile(file.Value.Id, file.Value.Name, file.Value.Type, file.Value.Size, file.Value.AddedAt);
    }
}

internal static class EvidenceMarks
{
    public static Task<List<EvidenceMark>> OfAsync(CqpDbContext db, Evaluation evaluation, CancellationToken ct) =>
        db.EvidenceFiles.Where(f => f.EvaluationId == evaluation.Id).Select(f => new EvidenceMark(f.Id, f.Size, f.Sha256)).ToListAsync(ct);
}
