using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.RectifyIdentity;

public sealed record RectifyIdentityInput
{
    public Guid CandidateId { get; set; }
    public string? BirthName { get; set; }
    public string? UsageName { get; set; }
    public string? FirstNames { get; set; }
    public Sex Sex { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string? BirthPlace { get; set; }
    public string? BirthInseeCode { get; set; }
    public IdentityEvidence? Proof { get; set; }
    public DateOnly? ProofSeenOn { get; set; }
    public string? Reason { get; set; }
}

/// <summary>
/// Corrects an identity that nobody else may change any more. Documents already issued keep what they print: the candidate's page then shows
/// those that print the former identity, and each is superseded there.
/// </summary>
public sealed class RectifyIdentity(WorkFactory work, RectifyIdentityValidator validator, BirthPlaceRegister places)
{
    public async Task<Result> ExecuteAsync(RectifyIdentityInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (validator.Validate(input).ToResult() is { Refused: true } refused) return refused;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await CandidateRegistry.LockAsync(db, ct);
        if (await db.Candidates.SingleOrDefaultAsync(c => c.Id == input.CandidateId, ct) is not { } candidate) return SecurityErrors.NotFound;

        var identity = CandidateIdentity.Typed(input.BirthName, input.UsageName, input.FirstNames, input.Sex, input.BirthDate!.Value, input.BirthPlace, input.BirthInseeCode);
        if (await CandidateRegistry.FindAsync(db, identity, ct) is { } same && same.Id != candidate.Id) return RectificationErrors.AnotherPerson;
        var applied = IdentityRectification.Apply(candidate, identity, input.Proof!.Value, input.ProofSeenOn!.Value, input.Reason!, places, unit.Actor.Signatory, unit.Now, unit.Today);
        if (applied.Refused) return Result.From(applied.Errors);
        db.Add(applied.Value);
        if (await unit.SaveAsync(input.Reason!.Trim(), ct) is { Refused: true } lost) return lost;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
