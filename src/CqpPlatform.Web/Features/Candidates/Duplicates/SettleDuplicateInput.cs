using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Candidates.Duplicates;

/// <param name="KeptId">The file that keeps its identity, where they are one person.</param>
public sealed record SettleDuplicateInput(Guid KeptId, Guid OtherId, DuplicateVerdict Verdict, string Reason);

public sealed class SettleDuplicateValidator : AbstractValidator<SettleDuplicateInput>
{
    public SettleDuplicateValidator()
    {
        RuleFor(x => x.Verdict).IsInEnum();
        RuleFor(x => x.Reason).NotEmpty().WithMessage(DuplicateErrors.ReasonRequired.Message).Prose("Motif", DuplicateReview.ReasonMaxLength);
    }
}
