using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

public sealed class RateItemValidator : AbstractValidator<RateItemInput>
{
    public RateItemValidator()
    {
        RuleFor(x => x.Comment).Prose("Commentaire", EvaluationRating.CommentMaxLength);
        RuleFor(x => x.Rating).IsInEnum().WithMessage("Cette appréciation n’existe pas.");
    }
}
