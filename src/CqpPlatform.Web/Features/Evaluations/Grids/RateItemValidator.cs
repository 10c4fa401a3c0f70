using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using FluentValidation;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

public sealed class RateItemValidator : AbstractValidator<RateItemInput>
{
    public RateItemValidator()
    {
        RuleFor(x => x.Comment)
            .MaximumLength(EvaluationRating.CommentMaxLength).WithMessage($"Le commentaire compte {EvaluationRating.CommentMaxLength} caractères au plus.")
            .WithoutPersonalNumber();
        RuleFor(x => x.Rating).IsInEnum().WithMessage("Cette appréciation n’existe pas.");
    }
}
