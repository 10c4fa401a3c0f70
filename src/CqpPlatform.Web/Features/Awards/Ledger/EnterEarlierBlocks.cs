using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.Ledger;

/// <summary>Blocks acquired before the platform, as one proof shows them.</summary>
public sealed record EnterEarlierBlocksInput
{
    public Guid CandidateId { get; init; }
    public string? CertificationCode { get; set; }
    public IReadOnlyList<string> Blocks { get; set; } = [];
    public DateOnly? AcquiredOn { get; set; }
    public string? Reference { get; set; }
    public string? Reason { get; set; }
    public string FileName { get; set; } = "";
    public byte[] File { get; set; } = [];
}

public sealed class EnterEarlierBlocksValidator : AbstractValidator<EnterEarlierBlocksInput>
{
    public EnterEarlierBlocksValidator()
    {
        RuleFor(i => i.Blocks).NotEmpty().WithMessage("Choisissez au moins un bloc.");
        RuleFor(i => i.AcquiredOn).NotNull().WithMessage("Indiquez la date d’acquisition, telle que sur la pièce.");
        RuleFor(i => i.Reference).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(AwardErrors.ProofReferenceRequired.Message).PrintedLine("Référence de la pièce", AcquiredBlock.ReferenceMaxLength);
        RuleFor(i => i.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(AwardErrors.EntryReasonRequired.Message).Line("Motif", AcquiredBlock.ReasonMaxLength);
        RuleFor(i => i.File).NotEmpty().WithMessage("Joignez la pièce qui prouve l’acquisition.");
        RuleFor(i => i.FileName).Line("Nom du fichier", LedgerProof.FileNameMaxLength);
    }
}

public sealed class EnterEarlierBlocks(WorkFactory work, ReferentialCatalogue catalogue, EnterEarlierBlocksValidator validator)
{
    public async Task<Result> ExecuteAsync(EnterEarlierBlocksInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two entries of one block at once: the second finds the first's.
        await CandidateRegistry.LockAsync(db, ct);
        var referential = (await LedgerReferentials.LastAsync(db, catalogue, ct)).FirstOrDefault(r => r.Code == input.CertificationCode);
        if (referential is null || !await db.Candidates.AnyAsync(c => c.Id == input.CandidateId, ct)) return SecurityErrors.NotFound;
        var held = await LedgerQuery.AcquiredAsync(db, input.CandidateId, referential, unit.Today, ct);
        var proof = LedgerProof.Create(input.CandidateId, input.Reference!, input.FileName, input.File, unit.Now);
        if (proof.Refused) return Result.From(proof.Errors);
        var lines = input.Blocks.Distinct().Select(b => AcquiredBlock.EnterEarlier(proof.Value, referential, b, input.AcquiredOn!.Value, input.Reason!, held, unit.Today)).ToList();
        if (lines.SelectMany(l => l.Errors).ToList() is { Count: > 0 } errors) return errors;
        db.Add(proof.Value);
        db.AddRange(lines.Select(l => l.Value));
        if (await unit.SaveAsync(input.Reason!.Trim(), ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
