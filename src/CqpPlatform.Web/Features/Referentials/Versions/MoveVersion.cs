using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Versions;

public enum VersionMove { Unpublish, Close, Reopen }

/// <param name="Reason">Required to go back.</param>
public sealed record MoveVersionInput(Guid VersionId, VersionMove Move, string? Reason = null);

public sealed class MoveVersionValidator : AbstractValidator<MoveVersionInput>
{
    public const int ReasonMaxLength = 1000;

    public MoveVersionValidator() => RuleFor(x => x.Reason).Prose("Motif", ReasonMaxLength);
}

/// <summary>Closes a version to new campaigns, and the two ways back.</summary>
public sealed class MoveVersion(WorkFactory work, MoveVersionValidator validator)
{
    public async Task<Result> ExecuteAsync(MoveVersionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await unit.Db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == input.VersionId, ct) is not { } version) return SecurityErrors.NotFound;

        var reason = input.Reason ?? "";
        var moved = input.Move switch
        {
            VersionMove.Unpublish => version.Unpublish(reason, await unit.Db.Campaigns.CountAsync(c => c.ReferentialVersionId == version.Id, ct),
                await unit.Db.AcquiredBlocks.CountAsync(b => b.CertificationCode == version.CertificationCode && b.ReferentialVersion == version.Version, ct)),
            VersionMove.Close => version.Close(unit.Now),
            VersionMove.Reopen => version.Reopen(reason),
            _ => throw new InvalidOperationException($"Unknown move {input.Move}."),
        };
        return moved.Refused ? moved : await unit.SaveAsync(input.Reason, ct);
    }
}
