using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Files;

/// <param name="Content">The whole file; its size was bounded while it was received.</param>
public sealed record AddSupportingFileInput(Guid EnrolmentId, string Name, byte[] Content);

public sealed class AddSupportingFileValidator : AbstractValidator<AddSupportingFileInput>
{
    public AddSupportingFileValidator() => RuleFor(x => x.Name).Line("Nom de la pièce", ReceivedPiece.GivenNameMaxLength);
}

/// <summary>Joins a file to a draft, once its content is proved to be what its name says.</summary>
public sealed class AddSupportingFile(WorkFactory work, ReferentialCatalogue catalogue, AddSupportingFileValidator validator)
{
    public async Task<Result<JoinedFile>> ExecuteAsync(AddSupportingFileInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult(SupportingFileErrors.Field) is { Refused: true } invalid) return Result.From(invalid.Errors);

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        if (!enrolment.Status.IsEditable()) return EnrolmentErrors.NotEditable;

        // The quota is the enrolment's: two files received at once are counted one after the other.
        await CandidateRegistry.LockAsync(unit.Db, ct);
        var joined = await unit.Db.SupportingFiles.Where(f => f.EnrolmentId == enrolment.Id).Select(f => f.Size).ToListAsync(ct);
        var file = SupportingFile.Create(enrolment.Id, input.Name, input.Content, joined, unit.Actor.Signatory, unit.Now);
        if (file.Refused) return Result.From(file.Errors);
        unit.Db.Add(file.Value);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return new JoinedFile(file.Value.Id, file.Value.Name, file.Value.Type, file.Value.Size, file.Value.AddedAt);
    }
}
