using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.SendAgain;

public sealed record SendAgainInput
{
    public Guid EnrolmentId { get; init; }

    /// <summary>Why the same facts would be accepted this time.</summary>
    public string? Reason { get; set; }
}

public sealed class SendAgainValidator : AbstractValidator<SendAgainInput>
{
    public SendAgainValidator() => RuleFor(i => i.Reason).Prose("Motif", SendAgain.ReasonMaxLength);
}

/// <summary>Puts a rejected declaration back as it is: the fault was not in the file.</summary>
public sealed class SendAgain(WorkFactory work, SendAgainValidator validator)
{
    public const int ReasonMaxLength = 300;

    public async Task<Result> ExecuteAsync(SendAgainInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await unit.Db.DeclaredPassages.SingleOrDefaultAsync(p => p.EnrolmentId == input.EnrolmentId, ct) is not { } passage) return SecurityErrors.NotFound;
        if (passage.SendAgain(input.Reason ?? "") is { Refused: true } refused) return refused;
        return await unit.SaveAsync(input.Reason!.Trim(), ct);
    }
}
